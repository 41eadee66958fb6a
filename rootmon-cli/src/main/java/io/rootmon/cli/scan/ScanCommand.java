package io.rootmon.cli.scan;

import io.rootmon.cli.ExitCode;
import io.rootmon.cli.InputReader;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.cli.athena.AthenaOptions;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.s3.S3Location;
import io.rootmon.cli.s3.S3Options;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.config.ConfigurationDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "Duplicate records about root are skipped and counted. The report depends only on",
      "the input. csv contains the findings only, and its summary goes to standard",
      "error. html is one page without external resources.",
      "",
      "CSV that Athena or CloudTrail Lake exported is read, plain or gzip. The first",
      "row contains the names of the columns. Each row that cannot be read is reported",
      "with its line.",
      "",
      "s3:// reads an archive in place. In CloudTrail's folders, only those of the",
      "time range, accounts and regions are listed and read, and one day more, because",
      "CloudTrail delivers some events later. Digests and Insights are skipped. rootmon",
      "recognizes a central root session by its AssumeRoot, which the management",
      "account records: include that account in --account.",
      "",
      "--athena lets Amazon Athena select the records: for archives of terabytes. It",
      "prints the bytes to scan and their price, and asks. Press Ctrl+C to stop the",
      "query.",
      "",
      "Exit codes:",
      "  0  done, with or without findings",
      "  2  invalid options or arguments",
      "  3  the configuration is wrong",
      "  4  an input could not be read or has no events",
      "",
      "Examples:",
      "  rootmon scan AWSLogs/",
      "  rootmon scan --since 2026-01-01 --until 2026-01-31 -c mine.json AWSLogs/",
      "  rootmon scan -f csv --min-severity INFO --limit 10000 AWSLogs/ > findings.csv",
      "  rootmon scan -f html AWSLogs/ > report.html",
      "  rootmon scan --since 2026-01-01 --checkpoint a.state s3://trail/AWSLogs/",
      "  rootmon scan --since 2026-01-01 --athena rootmon",
      "  rootmon scan athena-results.csv",
      "  zcat *.json.gz | rootmon scan -"
    })
public final class ScanCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Sleeper sleeper;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Files and folders such as AWSLogs/, prefixes such as s3://BUCKET/PREFIX, or - for standard input.")
  private List<String> paths = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only events from this date or time on, such as 2026-01-31 or 2026-01-31T08:00:00Z"
              + " (UTC).")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only events before this time, or until the end of this date.")
  private @Nullable String until;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Only events of these accounts. May be repeated.")
  private List<String> accounts = List.of();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Only events of these regions. May be repeated.")
  private List<String> regions = List.of();

  @Mixin private ScanOutput output = new ScanOutput();
  @Mixin private S3Options s3 = new S3Options();
  @Mixin private AthenaOptions athena = new AthenaOptions();

  public ScanCommand(Terminal terminal) {
    this(terminal, Sleeper.REAL);
  }

  ScanCommand(Terminal terminal, Sleeper sleeper) {
    this.terminal = terminal;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(paths);
    output.check();
    ScanScope scope = ScanScope.parse(TimeRange.of(since, until), accounts, regions);
    athena.check(scope, paths);
    if (paths.isEmpty() && !athena.isPresent()) {
      throw new UsageException(
          "Missing argument: FILE. Name a file, a folder or s3://BUCKET/PREFIX.");
    }
    List<S3Location> locations =
        paths.stream().filter(S3Location::isUri).map(S3Location::parse).toList();
    s3.check(locations);
    ConfigurationDocument configuration = output.configuration(terminal);
    if (athena.isPresent()) {
      return scanByAthena(scope, configuration);
    }
    boolean isComplete = true;
    List<LogSource> sources = new ArrayList<>();
    try {
      sources.addAll(s3.open(locations, scope, terminal));
    } catch (AwsProblem e) {
      terminal.print(String.valueOf(e.getMessage()));
      isComplete = false;
    }
    Map<String, Path> files = new LinkedHashMap<>();
    for (String path : paths) {
      if (path.equals(InputReader.STANDARD_INPUT)) {
        sources.add(new StandardInput(terminal.in()));
      } else if (!S3Location.isUri(path)) {
        Optional<Path> file = InputReader.existing(path, terminal);
        file.ifPresent(it -> files.put(path, it));
        isComplete &= file.isPresent();
      }
    }
    try (ScanProgress progress = ScanProgress.on(terminal, List.copyOf(files.values()))) {
      files.forEach((name, path) -> sources.add(new LocalFiles(name, path, progress)));
      if (sources.isEmpty()) {
        return ExitCode.FAILURE.value();
      }
      isComplete &= output.report(sources, scope, "file", configuration, terminal);
    }
    return ExitCode.completed(isComplete).value();
  }

  private int scanByAthena(ScanScope scope, ConfigurationDocument configuration) {
    try {
      LogSource table =
          athena.open(s3.session(), scope, configuration.protectedResources(), sleeper, terminal);
      return ExitCode.completed(
              output.report(List.of(table), scope, "query", configuration, terminal))
          .value();
    } catch (AwsProblem e) {
      terminal.print(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE.value();
    }
  }
}
