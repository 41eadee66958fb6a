package io.rootmon.cli.scan;

import io.rootmon.cli.InputReader;
import io.rootmon.cli.Rootmon;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.s3.S3Location;
import io.rootmon.cli.s3.S3Options;
import io.rootmon.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "s3:// reads an archive in place. In CloudTrail's folders, only those of the",
      "time range, accounts and regions are listed and read, and one day more, because",
      "CloudTrail delivers some events later. Digests and Insights are skipped. rootmon",
      "recognises a central root session by its AssumeRoot, which the management",
      "account records: include that account in --account.",
      "",
      "Examples:",
      "  rootmon scan AWSLogs/",
      "  rootmon scan --since 2026-01-01 --until 2026-01-31 --config mine.json AWSLogs/",
      "  rootmon scan --format csv --min-severity INFO --limit 10000 AWSLogs/ > a.csv",
      "  rootmon scan --format html AWSLogs/ > report.html",
      "  rootmon scan --since 2026-01-01 --checkpoint a.state s3://trail/AWSLogs/"
    })
public final class ScanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders such as AWSLogs/, or s3://BUCKET/PREFIX.")
  private List<String> paths = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only events from then on: a date (UTC) or a time such as 2026-01-31T08:00:00Z.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only events before then. The whole day of a date is included.")
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

  public ScanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(paths);
    output.check();
    ScanScope scope = ScanScope.parse(TimeRange.of(since, until), accounts, regions);
    List<S3Location> locations =
        paths.stream().filter(S3Location::isUri).map(S3Location::parse).toList();
    s3.check(locations);
    Configuration configuration = output.configuration();
    List<Path> present = new ArrayList<>();
    boolean complete = true;
    for (String path : paths) {
      if (!S3Location.isUri(path)) {
        Optional<Path> file = InputReader.existing(path, terminal);
        file.ifPresent(present::add);
        complete &= file.isPresent();
      }
    }
    List<LogSource> sources = new ArrayList<>();
    try {
      sources.addAll(s3.open(locations, scope, terminal));
    } catch (AwsProblem e) {
      terminal.say(String.valueOf(e.getMessage()));
      complete = false;
    }
    sources.add(new LocalFiles(present, ScanProgress.on(terminal, present)));
    complete &= output.report(sources, scope, "file", configuration, terminal);
    return complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }
}
