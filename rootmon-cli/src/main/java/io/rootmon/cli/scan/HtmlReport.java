package io.rootmon.cli.scan;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Fact;
import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.cli.scan.ScanPage.Row;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a report as one page for a browser. The page loads no external resources, and shows the
 * same without its script. It omits incidents beyond the 100 most severe and details beyond the
 * 1,000 most severe findings, and contains a note about them.
 */
record HtmlReport(AccountDirectory accounts, int limit) implements ScanReportFormat {
  private static final int MAX_SERVICES = 30;

  @Override
  public void print(ScanReport report, PrintStream out) {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      Templates.print(PageAssets.TEMPLATE, page(report), writer);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ScanPage page(ScanReport report) {
    IncidentSections chapters = new IncidentSections(accounts, report.incidents());
    FindingTable rows = new FindingTable(accounts, chapters);
    List<Row> listed = rows.of(report, limit);
    long all = rows.count(report);
    Optional<Severity> worst =
        report.incidents().stream().findFirst().map(ScannedIncident::severity);
    return new ScanPage(
        headline(report, worst),
        lead(report),
        worst.map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("calm"),
        PageAssets.styleHash(),
        PageAssets.scriptHash(),
        totals(report),
        notes(report),
        chapters.all(),
        "No root activity of " + report.minimum() + " or higher.",
        chapters.more(),
        listed.stream().map(Row::account).distinct().sorted().toList(),
        listed,
        all > listed.size()
            ? Optional.of(
                CountText.number(all - listed.size())
                    + " more findings are not listed. Use a higher --limit to list them.")
            : Optional.empty(),
        services(report),
        servicesLead(report),
        report.malformed(),
        problemsLead(report));
  }

  private static String headline(ScanReport report, Optional<Severity> worst) {
    return worst
        .map(
            it -> CountText.of(report.incidents().size(), "root incident") + " (worst: " + it + ")")
        .orElse("No root incident");
  }

  private static String lead(ScanReport report) {
    String files =
        CountText.of(report.records(), "record")
            + " in "
            + CountText.of(report.files(), report.unit());
    return report.first().isEmpty() || report.last().isEmpty()
        ? files
        : files
            + ", "
            + Times.plain(report.first().get())
            + " to "
            + Times.utc(report.last().get());
  }

  private static List<Fact> totals(ScanReport report) {
    List<Fact> totals = new ArrayList<>();
    totals.add(total("Incidents", report.incidents().size()));
    totals.add(total("Findings in incidents", report.inIncidents()));
    totals.add(total("Activities of AWS services", report.serviceActs()));
    totals.add(total("All findings", report.findings()));
    totals.add(total("Accounts with findings", report.accounts().size()));
    totals.add(total("Records without root", report.notRoot()));
    return totals;
  }

  private static Fact total(String label, long number) {
    return new Fact(label, CountText.number(number));
  }

  private static List<String> notes(ScanReport report) {
    return Stream.of(
            note(report.problems(), "part", " could not be read, and may contain any event."),
            note(
                report.ungrouped(),
                "finding",
                " beyond the 10,000 most severe: listed, but in no incident."),
            note(report.undecided(), "finding", " may belong to central root sessions."),
            note(
                report.idsForgotten(),
                "event",
                " exceeded the memory for duplicates: their duplicates were counted again."))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> note(long count, String noun, String text) {
    return count == 0 ? Optional.empty() : Optional.of(CountText.of(count, noun) + text);
  }

  private static List<Fact> services(ScanReport report) {
    return report.serviceEvents().stream()
        .limit(MAX_SERVICES)
        .map(it -> new Fact(it.name(), CountText.number(it.count())))
        .toList();
  }

  private static String servicesLead(ScanReport report) {
    List<Count> all = report.serviceEvents();
    String more = all.size() > MAX_SERVICES ? " The most frequent " + MAX_SERVICES + ":" : "";
    return CountText.of(report.serviceActs(), "event")
        + " of AWS services on the account's behalf, in no incident."
        + more;
  }

  private static String problemsLead(ScanReport report) {
    long more = report.problems() - report.malformed().size();
    return CountText.of(report.problems(), "part")
        + (more > 0 ? ", of which the first " + report.malformed().size() : "")
        + ":";
  }
}
