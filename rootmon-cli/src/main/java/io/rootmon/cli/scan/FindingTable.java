package io.rootmon.cli.scan;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.cli.scan.ScanPage.Details;
import io.rootmon.cli.scan.ScanPage.Row;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.alert.Sentences;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Creates the table of findings: those of the minimum severity or higher, and those of incidents.
 */
final class FindingTable {
  private static final int MAX_FULL_ROWS = 1_000;
  private static final String LAST = "1000000";

  private final AccountDirectory accounts;
  private final AlertFactory alerts;
  private final IncidentSections chapters;

  FindingTable(AccountDirectory accounts, IncidentSections chapters) {
    this.accounts = accounts;
    this.alerts = new AlertFactory(accounts);
    this.chapters = chapters;
  }

  /** Returns the rows, the most severe first. */
  List<Row> of(ScanReport report, int limit) {
    List<FindingSummary> lines =
        Stream.concat(report.worst().stream(), below(report).map(FindingSummary::of))
            .sorted(FindingSummary.WORST_FIRST)
            .limit(limit)
            .toList();
    List<Row> rows = new ArrayList<>();
    for (FindingSummary line : lines) {
      rows.add(row(line, rows.size() < MAX_FULL_ROWS));
    }
    return rows;
  }

  /** Returns the number of findings, including those that are not listed. */
  long count(ScanReport report) {
    return report.pages() + below(report).count();
  }

  private static Stream<GroupedFinding> below(ScanReport report) {
    return report.incidents().stream()
        .flatMap(it -> it.acts().stream())
        .filter(it -> !it.finding().severity().isAtLeast(report.minimum()));
  }

  private Row row(FindingSummary line, boolean isFull) {
    Optional<Alert> alert = line.grouped().map(it -> alerts.about(it.finding()));
    Optional<String> number = line.incident().flatMap(chapters::number);
    return new Row(
        line.severity(),
        String.valueOf(line.severity().compareTo(Severity.INFO)),
        line.time().toString(),
        Times.plain(line.time()),
        line.account().map(accounts::find).orElse(Account.UNKNOWN).brief(),
        line.event(),
        line.outcome().label(),
        alert.map(Alert::headline),
        line.reasons().stream().map(Sentences::of).toList(),
        line.address(),
        number,
        number.orElse(LAST),
        alert.filter(it -> isFull).map(FindingTable::details));
  }

  private static Details details(Alert alert) {
    return new Details(
        alert.reasons().stream().map(Sentences::of).toList(),
        alert.advice(),
        alert.facts(),
        alert.links());
  }
}
