package io.rootmon.cli.scan;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cli.AccountsOption;
import io.rootmon.cli.EventDeduplicator;
import io.rootmon.cli.LocalMonitor;
import io.rootmon.cli.Plural;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.config.Configuration;
import io.rootmon.judge.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how findings are reported. {@code scan} and {@code history} share them. */
public final class ScanOutput {
  /** How the report is written. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    HTML
  }

  private static final int MAX_LISTED = 10_000;
  private static final int DEFAULT_LISTED = 50;
  private static final int DEFAULT_LISTED_ON_A_PAGE = 1_000;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, json, csv or html (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description =
          "The least severity that is listed: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private Severity minimum = Severity.MEDIUM;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "How many findings, and incidents, are listed, up to 10,000, the worst first (default: 50;"
              + " in html 1,000).")
  private @Nullable Integer limit;

  @Mixin private AccountsOption accounts = new AccountsOption();

  /** The configuration that the options name. */
  public Configuration configuration() {
    return accounts.configuration();
  }

  /**
   * Checks the options before anything is read.
   *
   * @throws UsageException for a value that cannot be used
   */
  public void check() {
    if (limit() < 0 || limit() > MAX_LISTED) {
      throw new UsageException(
          "--limit: expected 0 to " + Plural.number(MAX_LISTED) + " but was " + limit());
    }
  }

  /**
   * Reads the sources, prints the report, and lists on standard error what is missing in it.
   *
   * @param unit what a source supplies, such as {@code file}
   * @return whether everything could be read
   */
  public boolean report(
      List<? extends LogSource> sources,
      ScanScope scope,
      String unit,
      Configuration configuration,
      Terminal terminal) {
    ScanStatistics.Shared shared =
        new ScanStatistics.Shared(
            scope,
            unit,
            minimum,
            limit(),
            new EventDeduplicator(),
            new DeferredEvents(),
            new WorstFindings());
    ScanReport report;
    try {
      // One detector for all threads: each knows the central sessions that any of them read.
      report = new ArchiveScanner(LocalMonitor.judging(configuration), shared).scan(sources);
    } finally {
      sources.forEach(LogSource::close);
    }
    format(terminal, configuration.accountDirectory()).print(report, terminal.out());
    printProblems(report, terminal);
    return report.problems() == 0;
  }

  private int limit() {
    int standard = format == Format.HTML ? DEFAULT_LISTED_ON_A_PAGE : DEFAULT_LISTED;
    return limit == null ? standard : limit;
  }

  private ScanReportFormat format(Terminal terminal, AccountDirectory directory) {
    return switch (format) {
      case TABLE -> new TableReport(terminal, directory, limit());
      case JSON -> new JsonReport(directory, limit());
      case CSV -> new CsvReport(directory);
      case HTML -> new HtmlReport(directory, limit());
    };
  }

  private void printProblems(ScanReport report, Terminal terminal) {
    report.malformed().forEach(terminal::say);
    long more = report.problems() - report.malformed().size();
    if (more > 0) {
      terminal.say("and " + Plural.of(more, "problem") + " more");
    }
    if (report.idsForgotten() > 0) {
      terminal.say(
          Plural.of(report.idsForgotten(), "event id")
              + " beyond what is remembered: duplicates of those were counted again");
    }
    if (report.undecided() > 0) {
      terminal.say(
          Plural.of(report.undecided(), "act")
              + " found no room to wait for every AssumeRoot: may be central root sessions");
    }
    if (report.ungrouped() > 0) {
      terminal.say(
          Plural.of(report.ungrouped(), "act")
              + " found no room beside the worst 10,000: listed, but in no incident");
    }
    if (format == Format.CSV) {
      ScanSummary.of(report).lines().forEach(terminal::say);
    }
  }
}
