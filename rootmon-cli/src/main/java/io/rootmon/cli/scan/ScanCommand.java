package io.rootmon.cli.scan;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cli.AccountsOption;
import io.rootmon.cli.EventDeduplicator;
import io.rootmon.cli.ExitCode;
import io.rootmon.cli.InputReader;
import io.rootmon.cli.LocalMonitor;
import io.rootmon.cli.Plural;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.config.Configuration;
import io.rootmon.judge.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    description = "Reports root activity in an archive: incidents, findings and totals.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "An incident is the root activity in one account until it is inactive for 30",
      "minutes, with at least one finding of --min-severity or higher. Activity of AWS",
      "services is counted, but belongs to no incident.",
      "",
      "All cores read. Memory use does not depend on the size of the archive.",
      "Duplicate records about root are skipped and counted. The same input gives the",
      "same report. csv contains the findings only, and its summary goes to standard",
      "error. html is one page without external resources.",
      "",
      "Exit codes:",
      "  0  done, with or without findings",
      "  2  the command line is wrong",
      "  3  the configuration is wrong",
      "  4  an input could not be read or has no events",
      "",
      "Examples:",
      "  rootmon scan AWSLogs/",
      "  rootmon scan --since 2026-01-01 --until 2026-01-31 -c mine.json AWSLogs/",
      "  rootmon scan -f csv --min-severity INFO --limit 10000 AWSLogs/ > findings.csv",
      "  rootmon scan -f html AWSLogs/ > report.html",
      "  zcat *.json.gz | rootmon scan -"
    })
public final class ScanCommand implements Callable<Integer> {
  /** The format of the report. */
  enum Format {
    TEXT,
    JSON,
    CSV,
    HTML;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int MAX_LISTED = 10_000;
  private static final int USUALLY_LISTED = 50;
  private static final int USUALLY_ON_A_PAGE = 1_000;

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders, such as AWSLogs/; - is standard input.")
  private List<String> paths = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text, json, csv or html (default: text).")
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
  private @Nullable Integer asked;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only events from this date or time on. Dates are UTC, for example 2026-01-31 or"
              + " 2026-01-31T08:00:00Z.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only events before this time, or until the end of this date.")
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
          "--limit " + limit + " is out of range. Use 0 to " + Plural.number(MAX_LISTED) + ".");
    }
    ScanStatistics.Shared shared =
        new ScanStatistics.Shared(
            TimeRange.of(since, until),
            minimum,
            limit,
            new EventDeduplicator(),
            new DeferredEvents(),
            new WorstFindings());
    Configuration configuration = accounts.configuration(terminal);
    AccountDirectory directory = configuration.accountDirectory();
    List<Path> present = new ArrayList<>();
    List<ArchiveScanner.Input> inputs = inputs(present);
    if (inputs.isEmpty()) {
      return ExitCode.FAILURE.value();
    }
    ScanReport report;
    try (ScanProgress progress = ScanProgress.on(terminal, present)) {
      report =
          // One detector for all threads: each uses the central sessions that any of them read.
          new ArchiveScanner(LocalMonitor.judging(configuration), shared, progress)
              .of(inputs, Runtime.getRuntime().availableProcessors());
    }
    if (report.records() > 0) {
      format(directory).print(report, terminal.out());
    }
    sayWhatIsMissing(report);
    boolean isComplete = report.problems() == 0 && inputs.size() == paths.size();
    for (ArchiveScanner.Input input : inputs) {
      if (input.records().sum() == 0 && report.problems() == 0) {
        terminal.say(InputReader.nothingIn(input.name(), 0));
        isComplete = false;
      }
    }
    return ExitCode.completed(isComplete).value();
  }

  /** Returns the inputs that exist, and adds their paths to the list. */
  private List<ArchiveScanner.Input> inputs(List<Path> present) {
    List<ArchiveScanner.Input> inputs = new ArrayList<>();
    for (String path : paths) {
      if (path.equals(InputReader.STANDARD_INPUT)) {
        inputs.add(ArchiveScanner.Input.of(InputReader.STANDARD_INPUT_NAME, terminal.in()));
        continue;
      }
      InputReader.existing(path, terminal)
          .ifPresent(
              it -> {
                present.add(it);
                inputs.add(ArchiveScanner.Input.of(path, it));
              });
    }
    return inputs;
  }

  private int limit() {
    int usual = format == Format.HTML ? USUALLY_ON_A_PAGE : USUALLY_LISTED;
    return asked == null ? usual : asked;
  }

  private ScanReportFormat format(AccountDirectory directory) {
    return switch (format) {
      case TEXT -> new TableReport(terminal, directory, limit());
      case JSON -> new JsonReport(directory, limit());
      case CSV -> new CsvReport(directory);
      case HTML -> new HtmlReport(directory, limit());
    };
  }

  private void sayWhatIsMissing(ScanReport report) {
    report.malformed().forEach(terminal::say);
    long more = report.problems() - report.malformed().size();
    if (more > 0) {
      terminal.say(Plural.of(more, "more record") + " could not be read");
    }
    if (report.idsForgotten() > 0) {
      terminal.say(
          Plural.of(report.idsForgotten(), "event")
              + " exceeded the memory for duplicates. Their duplicates are counted again.");
    }
    if (report.undecided() > 0) {
      terminal.say(
          Plural.of(report.undecided(), "event")
              + " exceeded the memory for central root sessions, and may belong to one.");
    }
    if (report.ungrouped() > 0) {
      terminal.say(
          Plural.of(report.ungrouped(), "finding")
              + " beyond the 10,000 most severe: listed, but in no incident.");
    }
    if (format == Format.CSV) {
      ScanSummary.of(report).lines().forEach(terminal::note);
    }
  }
}
