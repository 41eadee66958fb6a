package io.rootmon.cli.coverage;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.AwsErrors;
import io.rootmon.cli.ConfigFile;
import io.rootmon.cli.ExitCode;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.cli.UsageException;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.coverage.AccountCoverage;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.DeployCommands;
import io.rootmon.internal.text.CountText;
import io.rootmon.render.Templates;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rootmon coverage}. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description = "Lists the accounts and regions that are monitored, and those that are not.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Compares the accounts of the organization, in the regions of the configuration,",
      "with the heartbeats that the function received. Reads AWS Organizations and the",
      "state table with your credentials. If Organizations is unavailable, the list",
      "that the function read last is used. Nothing is written.",
      "",
      "  MISSING    no heartbeat ever: the spoke is missing or cannot reach the bus",
      "  SILENT     heartbeats stopped",
      "  NEW        no heartbeat yet; the account joined within the last day",
      "  MONITORED  heartbeats arrive",
      "  DRIFTED    monitored, but the stack was changed after its deployment",
      "  DELETED    monitored, but a resource of the stack was deleted",
      "  EXCLUDED   excluded by coverage.excludedAccounts",
      "  SUSPENDED  the account is closed or closing",
      "",
      "The function reads drift once a day, for the StackSets of coverage.stackSets.",
      "",
      "Exit codes:",
      "  0  everything is monitored as deployed",
      "  1  gaps: MISSING, SILENT, DRIFTED or DELETED; with --wait also NEW",
      "  2  invalid options or arguments",
      "  3  the configuration is wrong",
      "  4  the coverage could not be read",
      "",
      "Examples:",
      "  rootmon coverage -c rootmon.json",
      "  rootmon coverage -c rootmon.json --wait 70m          (after a deployment)",
      "  rootmon coverage -c rootmon.json --fix-hint",
      "  rootmon coverage -c rootmon.json --format json | jq '.coverageGaps'"
    })
public final class CoverageCommand implements Callable<Integer> {
  /** The format of the output. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Duration MAX_DURATION = Duration.ofMinutes(5);
  private static final Duration MAX_WAIT = Duration.ofHours(24);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh])");

  private final Terminal terminal;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      required = true,
      description = "Configuration with coverage and state; - is standard input.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text or json (default: text).")
  private Format format = Format.TEXT;

  @Option(
      names = "--fix-hint",
      description = "Prints the commands that close the gaps, instead of the table.")
  private boolean wantsCommands;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description =
          "Waits until every account and region sends heartbeats, at most TIME, for example 70m"
              + " or 2h.")
  private @Nullable String wait;

  private final Sleeper sleeper;

  public CoverageCommand(Terminal terminal) {
    this(terminal, Sleeper.REAL);
  }

  CoverageCommand(Terminal terminal, Sleeper sleeper) {
    this.terminal = terminal;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() {
    if (wantsCommands && format == Format.JSON) {
      throw new UsageException("--fix-hint and --format json cannot be combined.");
    }
    Optional<Duration> longest = Optional.ofNullable(wait).map(CoverageCommand::time);
    CoverageMonitor watch = monitor();
    Coverage coverage;
    if (longest.isPresent()) {
      CoverageWaiter waiter =
          new CoverageWaiter(terminal, sleeper, () -> watch.current(Deadline.in(MAX_DURATION)));
      Optional<Coverage> last = waiter.await(longest.get());
      if (last.isEmpty()) {
        terminal.print("The coverage could not be read.");
        return ExitCode.FAILURE.value();
      }
      coverage = last.get();
    } else {
      try {
        coverage = watch.current(Deadline.in(MAX_DURATION));
      } catch (StateException e) {
        terminal.print(AwsErrors.describe(String.valueOf(e.getMessage())));
        return ExitCode.FAILURE.value();
      }
    }
    coverage.roster().problem().map(AwsErrors::describe).ifPresent(terminal::print);
    if (coverage.roster().readAt().isEmpty()) {
      terminal.print(
          "The list of accounts is unavailable, so there is no coverage to report. Use credentials"
              + " that may call organizations:ListAccounts.");
      return ExitCode.FAILURE.value();
    }
    print(coverage);
    if (coverage.gapCount() > 0) {
      terminal.print(CountText.of(coverage.gapCount(), "account-region") + " not monitored.");
    }
    if (coverage.drifted() > 0) {
      terminal.print(
          coverage.drifted() == 1
              ? "1 stack differs from its template."
              : CountText.of(coverage.drifted(), "stack") + " differ from their templates.");
    }
    if (longest.isPresent()) {
      return waited(coverage);
    }
    boolean isDone = coverage.gapCount() == 0 && coverage.drifted() == 0;
    return (isDone ? ExitCode.DONE : ExitCode.FINDINGS).value();
  }

  private void print(Coverage coverage) {
    if (wantsCommands) {
      new DeployCommands(coverage)
          .lines()
          .forEach(it -> terminal.out().println(TerminalText.line(it)));
    } else if (format == Format.JSON) {
      terminal.out().println(AsciiJson.indented(new CoverageJson(coverage)));
    } else {
      terminal.out().print(new CoverageTable(terminal, coverage).text());
    }
  }

  /** Checks every account and region. After a wait, NEW and SILENT are failures. */
  private int waited(Coverage coverage) {
    if (CoverageWaiter.isComplete(coverage)) {
      terminal.note("Every account and region sends heartbeats.");
      return ExitCode.DONE.value();
    }
    for (AccountCoverage account : coverage.accounts()) {
      String missing =
          account.expected().stream()
              .filter(it -> !it.status().isMonitored())
              .map(it -> it.region() + " (" + it.status() + ")")
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        terminal.print("No heartbeat from " + account.id() + " " + account.name() + ": " + missing);
      }
    }
    terminal.print(
        "Check the instances of the StackSet for a failed stack and its reason. Then run"
            + " 'rootmon coverage -c FILE --fix-hint' for the commands that close the gaps.");
    return ExitCode.FINDINGS.value();
  }

  private static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          "'" + text + "' is not valid for --wait. Use a time such as 70m or 2h.");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (time.isZero() || time.compareTo(MAX_WAIT) > 0) {
      throw new UsageException("--wait " + text + " is out of range. Use 1s to 24h.");
    }
    return time;
  }

  private CoverageMonitor monitor() {
    ConfigurationDocument configuration = ConfigFile.read(config, terminal);
    ChannelContext around =
        configuration
            .context(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn())
            .at(terminal.clock());
    try {
      return configuration
          .coverageMonitor(around, configuration.store(around))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      config + ": coverage is missing. Add an object with regions."));
    } catch (IllegalArgumentException e) {
      throw ConfigFile.rejected(e);
    }
  }
}
