package io.rootmon.cli.scan;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.AlertFactory;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.cli.TextTable;
import io.rootmon.cli.TextTable.Field;
import io.rootmon.cli.TextWrap;
import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.text.CountText;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Formats a report for people: the summary, the incidents and findings, then the counts. */
record TableReport(Terminal terminal, AccountDirectory accounts, int limit)
    implements ScanReportFormat {
  private static final int MAX_ROWS = 10;
  private static final String INDENT = " ".repeat(10);

  @Override
  public void print(ScanReport report, PrintStream out) {
    out.print(of(report));
  }

  private String of(ScanReport report) {
    StringBuilder text = new StringBuilder(ScanSummary.of(report)).append('\n');
    text.append(incidents(report));
    text.append(pages(report));
    text.append(counts("kind", report.kinds(), Function.identity()));
    text.append(counts("severity", report.severities(), Function.identity()));
    text.append(counts("account", report.accounts(), this::label));
    text.append(counts("event", report.events(), Function.identity()));
    return text.toString();
  }

  private String incidents(ScanReport report) {
    StringBuilder text = new StringBuilder();
    List<ScannedIncident> all = report.incidents();
    String title =
        CountText.of(all.size(), "incident")
            + " of "
            + CountText.of(report.inIncidents(), "finding");
    text.append(terminal.heading(all.isEmpty() ? "no incident" : title)).append('\n');
    AlertFactory alerts = new AlertFactory(accounts);
    for (ScannedIncident story : all.subList(0, Math.min(limit, all.size()))) {
      String what = alerts.about(story.worst().finding()).headline();
      text.append(terminal.severity(story.severity())).append("  ");
      text.append(span(story)).append("  ").append(CountText.of(story.acts().size(), "finding"));
      text.append('\n');
      wrap(TerminalText.line(what)).forEach(it -> text.append(INDENT).append(it).append('\n'));
      text.append(INDENT).append("incident ").append(story.id()).append('\n');
    }
    long more = (long) all.size() - limit;
    if (more > 0) {
      text.append("and ").append(CountText.number(more)).append(" more: see --limit\n");
    }
    return text.append('\n').toString();
  }

  private static String span(ScannedIncident story) {
    String opened = story.opened().toString();
    return story.latest().equals(story.opened()) ? opened : opened + " to " + story.latest();
  }

  private String pages(ScanReport report) {
    StringBuilder text = new StringBuilder();
    String title =
        CountText.of(report.pages(), "finding") + " of " + report.minimum() + " or above";
    text.append(terminal.heading(title)).append('\n');
    for (FindingSummary line : report.worst()) {
      text.append(terminal.severity(line.severity()))
          .append("  ")
          .append(
              TerminalText.line(
                  String.join(
                      "  ",
                      line.time().toString(),
                      line.event() + " " + line.outcome().label(),
                      label(line.account().map(AccountId::value).orElse("")))))
          .append('\n');
      String why = line.ruleId() + ": " + String.join("; ", line.reasons());
      wrap(TerminalText.line(why)).forEach(it -> text.append(INDENT).append(it).append('\n'));
    }
    long more = report.pages() - report.worst().size();
    if (more > 0) {
      text.append("and ").append(CountText.number(more)).append(" more: see --limit\n");
    }
    return text.append('\n').toString();
  }

  private String counts(String name, List<Count> counts, Function<String, String> label) {
    if (counts.isEmpty()) {
      return "";
    }
    List<Count> shown = counts.subList(0, Math.min(MAX_ROWS, counts.size()));
    List<Field<Count>> fields =
        List.of(
            Field.number("findings", Count::count), Field.text(name, it -> label.apply(it.name())));
    int more = counts.size() - shown.size();
    String rest = more == 0 ? "" : "and " + CountText.number(more) + " more: see --format json\n";
    return new TextTable(terminal).of(shown, fields) + rest + "\n";
  }

  private String label(String id) {
    return Optional.of(id)
        .flatMap(AccountId::find)
        .map(accounts::find)
        .orElse(Account.UNKNOWN)
        .brief();
  }

  private List<String> wrap(String text) {
    return TextWrap.lines(text, terminal.columns() - INDENT.length());
  }
}
