package io.rootmon.cli.scan;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.cli.TextWrap;
import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.detect.ActivityKind;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.text.CountText;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A report for a terminal: the summary, the incidents with their findings, the findings that are in
 * none of them, and the totals. Every finding is printed once.
 */
record TextReport(Terminal terminal, AccountDirectory accounts, int limit)
    implements ScanReportFormat {
  private static final int MAX_TOTALS = 10;

  /** The width of a severity and the space after it. */
  private static final int INDENT = 10;

  @Override
  public void print(ScanReport report, PrintStream out) {
    StringBuilder text = new StringBuilder();
    summary(report).forEach(it -> line(text, 0, it));
    text.append('\n');
    List<ScannedIncident> listed =
        report.incidents().subList(0, Math.min(limit, report.incidents().size()));
    incidents(text, report, listed);
    others(text, report, listed);
    totals(text, report);
    out.print(text);
  }

  /** Returns the counts of a report, line by line. */
  static List<String> summary(ScanReport report) {
    return Stream.of(
            Optional.of(
                CountText.of(report.records(), "record")
                    + " read from "
                    + CountText.of(report.files(), report.unit())),
            report
                .first()
                .flatMap(it -> report.last().map(last -> "  dated from " + it + " to " + last)),
            count(report.outside(), "record", " outside the time range or the accounts"),
            count(report.duplicates(), "duplicate record", " about root, skipped"),
            report.skipped().stream()
                .map(it -> "  " + CountText.number(it.count()) + " skipped: " + it.name())
                .reduce((one, other) -> one + "\n" + other),
            count(report.problems(), "part", " could not be read"),
            Optional.of(
                "  "
                    + CountText.of(report.findings(), "finding")
                    + " about root"
                    + (report.serviceActs() > 0
                        ? ", "
                            + CountText.number(report.serviceActs())
                            + " of them by AWS services (in no incident)"
                        : "")),
            Optional.of("  " + CountText.of(report.notRoot(), "record") + " not about root"))
        .flatMap(Optional::stream)
        .flatMap(String::lines)
        .toList();
  }

  private static Optional<String> count(long count, String noun, String text) {
    return count == 0 ? Optional.empty() : Optional.of("  " + CountText.of(count, noun) + text);
  }

  private void incidents(StringBuilder text, ScanReport report, List<ScannedIncident> listed) {
    long all = report.incidents().size();
    String title =
        CountText.of(all, "incident") + " with " + CountText.of(report.inIncidents(), "finding");
    heading(text, all == 0 ? "No incident" : title);
    AlertFactory alerts = new AlertFactory(accounts);
    for (ScannedIncident incident : listed) {
      line(text, 0, terminal.severity(incident.severity()) + "  " + span(incident));
      wrap(text, INDENT, alerts.about(incident.worst().finding()).headline());
      List<FindingSummary> findings = findings(report, it -> it.equals(incident.id()));
      findings.forEach(it -> finding(text, INDENT, it, ""));
      long below = incident.acts().stream().filter(it -> !isListed(it, report)).count();
      more(text, INDENT, incident.acts().size() - below - findings.size(), "finding");
      if (below > 0) {
        line(text, INDENT, CountText.of(below, "finding") + " below " + report.minimum());
      }
      line(text, INDENT, "incident " + incident.id());
    }
    more(text, 0, all - listed.size(), "incident");
  }

  private static String span(ScannedIncident incident) {
    return incident.latest().equals(incident.opened())
        ? incident.opened().toString()
        : incident.opened() + " to " + incident.latest();
  }

  /** The findings of AWS services, and of incidents that are not listed. */
  private void others(StringBuilder text, ScanReport report, List<ScannedIncident> listed) {
    long inListed =
        listed.stream()
            .flatMap(it -> it.acts().stream())
            .filter(it -> isListed(it, report))
            .count();
    long count = Math.max(0, report.pages() - inListed);
    if (count == 0) {
      return;
    }
    List<FindingSummary> findings =
        findings(report, it -> listed.stream().noneMatch(incident -> incident.id().equals(it)));
    heading(
        text,
        CountText.of(count, listed.isEmpty() ? "finding" : "other finding")
            + " of "
            + report.minimum()
            + " or higher"
            + (findings.isEmpty() ? ". Use a higher --limit to list them" : ""));
    findings.forEach(it -> finding(text, 0, it, " in " + account(it)));
    if (!findings.isEmpty()) {
      more(text, 0, count - findings.size(), "finding");
    }
  }

  private static boolean isListed(GroupedFinding act, ScanReport report) {
    return act.finding().severity().isAtLeast(report.minimum());
  }

  /** Returns the listed findings whose incident, empty for none, matches. */
  private static List<FindingSummary> findings(ScanReport report, Predicate<String> incident) {
    return report.worst().stream().filter(it -> incident.test(it.incident().orElse(""))).toList();
  }

  private void finding(StringBuilder text, int indent, FindingSummary finding, String place) {
    String address = finding.address().isEmpty() ? "" : " from " + finding.address();
    String what = finding.event() + " " + finding.outcome().label() + place + address;
    line(
        text,
        indent,
        terminal.severity(finding.severity())
            + "  "
            + finding.time()
            + "  "
            + TerminalText.line(what));
    String reasons = String.join("; ", finding.reasons());
    wrap(text, indent + INDENT, finding.ruleId() + ": " + reasons);
  }

  private void totals(StringBuilder text, ScanReport report) {
    if (report.findings() == 0) {
      return;
    }
    heading(text, "All " + CountText.of(report.findings(), "finding"));
    total(text, "severity", report.severities(), Function.identity());
    total(text, "kind", report.kinds(), it -> ActivityKind.valueOf(it).label());
    total(text, "account", report.accounts(), this::label);
    total(text, "event", report.events(), Function.identity());
  }

  /** Prints counts behind their title, with a line break only between two of them. */
  private void total(
      StringBuilder text, String title, List<Count> counts, Function<String, String> label) {
    String items =
        CountText.list(
            counts.stream()
                .map(it -> CountText.number(it.count()) + " " + label.apply(it.name()))
                .map(it -> TerminalText.line(it).replace(' ', '\u00a0'))
                .toList(),
            MAX_TOTALS);
    List<String> lines = TextWrap.lines(items, terminal.columns() - INDENT);
    for (int at = 0; at < lines.size(); at++) {
      String start = at == 0 ? String.format("%-" + INDENT + "s", title) : " ".repeat(INDENT);
      line(text, 0, start + lines.get(at));
    }
  }

  private void heading(StringBuilder text, String title) {
    if (text.length() > 1 && text.charAt(text.length() - 2) != '\n') {
      text.append('\n');
    }
    line(text, 0, terminal.heading(title));
  }

  private static void more(StringBuilder text, int indent, long count, String noun) {
    if (count > 0) {
      line(
          text,
          indent,
          "and " + CountText.of(count, "more " + noun) + ". Use a higher --limit to list them");
    }
  }

  private void wrap(StringBuilder text, int indent, String value) {
    TextWrap.lines(TerminalText.line(value), terminal.columns() - indent)
        .forEach(it -> line(text, indent, it));
  }

  private static void line(StringBuilder text, int indent, String line) {
    text.append(" ".repeat(indent)).append(line).append('\n');
  }

  private String account(FindingSummary finding) {
    return label(finding.account().map(AccountId::value).orElse(""));
  }

  private String label(String id) {
    return Optional.of(id)
        .flatMap(AccountId::find)
        .map(accounts::find)
        .orElse(Account.UNKNOWN)
        .brief();
  }
}
