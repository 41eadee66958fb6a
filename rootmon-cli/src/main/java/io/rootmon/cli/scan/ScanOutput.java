package io.rootmon.cli.scan;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cli.AccountsOption;
import io.rootmon.cli.EventDeduplicator;
import io.rootmon.cli.InputReader;
import io.rootmon.cli.LocalMonitor;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the report. {@code scan} and {@code history} share them. */
public final class ScanOutput {
  /** The format of the report. */
  enum Format {
    TEXT,
    JSON,
    CSV,
    HTML,
    OCSF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MAX_LISTED = 10_000;
  private static final int DEFAULT_LISTED = 50;
  private static final int DEFAULT_LISTED_ON_A_PAGE = 1_000;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text, json, csv, html or ocsf (default: text).")
  private Format format = Format.TEXT;

  @Option(
      names = {"-s", "--min-severity"},
      paramLabel = "SEVERITY",
      description =
          "The lowest severity that is listed: ${COMPLETION-CANDIDATES} (default: MEDIUM).")
  private Severity minimum = Severity.MEDIUM;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description =
          "The number of incidents and findings that are listed, up to 10,000, the most severe"
              + " first (default: 50; in html 1,000).")
  private @Nullable Integer limit;

  @Mixin private AccountsOption accounts = new AccountsOption();

  /** Returns the configuration that the options name. */
  public ConfigurationDocument configuration(Terminal terminal) {
    return accounts.configuration(terminal);
  }

  /**
   * Checks the options before anything is read.
   *
   * @throws UsageException if a value is invalid
   */
  public void check() {
    if (limit() < 0 || limit() > MAX_LISTED) {
      throw new UsageException(
          "--limit "
              + limit()
              + " is out of range. Use 0 to "
              + CountText.number(MAX_LISTED)
              + ".");
    }
  }

  /**
   * Reads the sources, prints the report, and lists on standard error what it does not include.
   *
   * @param unit the unit of a source, such as {@code file}
   * @return whether everything could be read
   */
  public boolean report(
      List<? extends LogSource> sources,
      ScanScope scope,
      String unit,
      ConfigurationDocument configuration,
      Terminal terminal) {
    ScanStatistics.Shared shared =
        new ScanStatistics.Shared(
            scope,
            unit,
            minimum,
            limit(),
            new EventDeduplicator(),
            new DeferredEvents(),
            new WorstFindings(),
            configuration.severityPolicy(configuration.accountDirectory()));
    // One detector for all threads: each uses the central sessions that any of them read.
    ArchiveScanner scanner = new ArchiveScanner(LocalMonitor.judging(configuration), shared);
    ScanReport report;
    try {
      report = scanner.scan(sources);
    } finally {
      sources.forEach(LogSource::close);
    }
    if (report.records() > 0 || sources.stream().anyMatch(LogSource::mayBeEmpty)) {
      format(terminal, configuration.accountDirectory()).print(report, terminal.out());
    }
    printProblems(report, terminal);
    boolean isComplete = report.problems() == 0;
    for (LogSource source : sources) {
      if (scanner.records(source).sum() == 0 && isComplete && !source.mayBeEmpty()) {
        terminal.print(InputReader.nothingIn(source.name(), 0));
        isComplete = false;
      }
    }
    return isComplete;
  }

  private int limit() {
    int standard = format == Format.HTML ? DEFAULT_LISTED_ON_A_PAGE : DEFAULT_LISTED;
    return limit == null ? standard : limit;
  }

  private ScanReportFormat format(Terminal terminal, AccountDirectory directory) {
    return switch (format) {
      case TEXT -> new TextReport(terminal, directory, limit());
      case JSON -> new JsonReport(directory, limit());
      case CSV -> new CsvReport(directory);
      case HTML -> new HtmlReport(directory, limit());
      case OCSF -> new OcsfReport(directory);
    };
  }

  private void printProblems(ScanReport report, Terminal terminal) {
    report.malformed().forEach(terminal::print);
    long more = report.problems() - report.malformed().size();
    if (more > 0) {
      terminal.print(CountText.of(more, "more record") + " could not be read");
    }
    if (report.idsForgotten() > 0) {
      terminal.print(
          CountText.of(report.idsForgotten(), "event")
              + " exceeded the memory for duplicates. Their duplicates are counted again.");
    }
    if (report.undecided() > 0) {
      terminal.print(
          CountText.of(report.undecided(), "event")
              + " exceeded the memory for central root sessions, and may belong to one.");
    }
    if (report.ungrouped() > 0) {
      terminal.print(
          CountText.of(report.ungrouped(), "finding")
              + " beyond the 10,000 most severe: listed, but in no incident.");
    }
    if (format == Format.CSV) {
      TextReport.summary(report).forEach(terminal::note);
    }
  }
}
