package io.rootmon.cli.scan;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cli.AccountsOption;
import io.rootmon.cli.EventDeduplicator;
import io.rootmon.cli.InputReader;
import io.rootmon.cli.LocalMonitor;
import io.rootmon.cli.Plural;
import io.rootmon.cli.Rootmon;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.config.Configuration;
import io.rootmon.judge.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rootmon scan}. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description = "Reads an archive whole: how much root did of what, and what was worth a page.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Every core reads; memory stays the same whatever the archive's size. Copies of",
      "a record about root, which agree in account, event id, name, time and identity,",
      "are left out and counted. Other records are counted as they come, copies",
      "included. The same input gives the same report. csv has the findings only; its",
      "sum goes to standard error. html is one page that loads nothing else.",
      "",
      "What persons did is put into incidents as rootmon would tell of it: root's acts",
      "in one account until it is quiet for 30 minutes, by the times of the events, if",
      "one is of --min-severity or above. The worst 10,000 acts are; acts of AWS",
      "services are counted.",
      "",
      "Examples:",
      "  rootmon scan AWSLogs/",
      "  rootmon scan --since 2026-01-01 --until 2026-01-31 --config mine.json AWSLogs/",
      "  rootmon scan --format csv --min-severity INFO --limit 10000 AWSLogs/ > a.csv",
      "  rootmon scan --format html AWSLogs/ > report.html"
    })
public final class ScanCommand implements Callable<Integer> {
  /** How the report is written. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    HTML
  }

  private static final int MAX_LISTED = 10_000;
  private static final int USUALLY_LISTED = 50;
  private static final int USUALLY_ON_A_PAGE = 1_000;

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or folders, such as AWSLogs/.")
  private List<String> paths = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, json, csv or html (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description =
          "The least that is listed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Severity minimum = Severity.MEDIUM;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "How many findings, and incidents, are listed, up to 10,000, the worst first (default: 50;"
              + " in html 1,000).")
  private @Nullable Integer asked;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only events from then on: a date (UTC) or a time such as 2026-01-31T08:00:00Z.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only events before then; of a date, the whole day is taken.")
  private @Nullable String until;

  @Mixin private AccountsOption accounts = new AccountsOption();

  public ScanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(paths);
    int limit = limit();
    if (limit < 0 || limit > MAX_LISTED) {
      throw new UsageException(
          "--limit: expected 0 to " + Plural.number(MAX_LISTED) + " but was " + limit);
    }
    Configuration configuration = accounts.configuration();
    AccountDirectory directory = configuration.accountDirectory();
    ScanStatistics.Shared shared =
        new ScanStatistics.Shared(
            TimeRange.of(since, until),
            minimum,
            limit,
            new EventDeduplicator(),
            new DeferredEvents(),
            new WorstFindings());
    List<Path> present = present();
    ScanReport report;
    try (ScanProgress progress = ScanProgress.on(terminal, present)) {
      report =
          // One detector for all threads: each knows the central sessions that any of them read.
          new ArchiveScanner(LocalMonitor.judging(configuration), shared, progress)
              .of(present, Runtime.getRuntime().availableProcessors());
    }
    format(directory).print(report, terminal.out());
    sayWhatIsMissing(report);
    boolean complete = report.problems() == 0 && present.size() == paths.size();
    return complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private List<Path> present() {
    List<Path> present = new ArrayList<>();
    for (String path : paths) {
      InputReader.existing(path, terminal).ifPresent(present::add);
    }
    return present;
  }

  private int limit() {
    int usual = format == Format.HTML ? USUALLY_ON_A_PAGE : USUALLY_LISTED;
    return asked == null ? usual : asked;
  }

  private ScanReportFormat format(AccountDirectory directory) {
    return switch (format) {
      case TABLE -> new TableReport(terminal, directory, limit());
      case JSON -> new JsonReport(directory, limit());
      case CSV -> new CsvReport(directory);
      case HTML -> new HtmlReport(directory, limit());
    };
  }

  private void sayWhatIsMissing(ScanReport report) {
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
