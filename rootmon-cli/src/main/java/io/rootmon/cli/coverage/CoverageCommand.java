package io.rootmon.cli.coverage;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.ConfigFile;
import io.rootmon.cli.Plural;
import io.rootmon.cli.Rootmon;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.cli.UsageException;
import io.rootmon.config.Configuration;
import io.rootmon.coverage.AccountCoverage;
import io.rootmon.coverage.Coverage;
import io.rootmon.coverage.CoverageMonitor;
import io.rootmon.coverage.DeployCommands;
import io.rootmon.delivery.Sleeper;
import io.rootmon.render.Templates;
import io.rootmon.state.StateException;
import java.nio.file.Path;
import java.time.Duration;
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
    description = "Says which accounts and regions are watched, and which are not.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Compares the accounts of the organization, in the regions that the configuration",
      "names, with the heartbeats that the function heard. Reads AWS Organizations and",
      "the state's table with your credentials; where Organizations does not answer, the",
      "list that the function read last. Nothing is written.",
      "",
      "  MISSING    never heard: no spoke is there, or it cannot reach the bus",
      "  SILENT     heard before, and for too long not any more",
      "  NEW        never heard, of an account that joined within a day",
      "  WATCHED    heard in time",
      "  DRIFTED    heard in time, but the stack there was changed after its deployment",
      "  DELETED    heard in time, but a resource of the stack there was deleted",
      "  LEFT_OUT   the configuration leaves the account out",
      "  SUSPENDED  the account is closed, or being closed",
      "",
      "Drift is read once a day by the function, for the StackSets of coverage.stackSets.",
      "",
      "Exit code 1: something is not watched (MISSING or SILENT), differs from its",
      "template (DRIFTED or DELETED), or could not be read. With --wait: a place that",
      "should report does not.",
      "",
      "Examples:",
      "  rootmon coverage --config rootmon.json",
      "  rootmon coverage --config rootmon.json --wait 70m   after a deployment",
      "  rootmon coverage --config rootmon.json --fix-hint",
      "  rootmon coverage --config rootmon.json --format json | jq '.unwatched'"
    })
public final class CoverageCommand implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    TABLE,
    JSON
  }

  private static final Duration MAX_DURATION = Duration.ofMinutes(5);
  private static final Duration MAX_WAIT = Duration.ofHours(24);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})([smh])");

  private final Terminal terminal;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration, a JSON document with coverage and state.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--fix-hint",
      description = "Prints the commands that deploy what is missing, in place of the table.")
  private boolean wantsCommands;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description =
          "Waits until every account and region reports, for at most TIME, such as 70m or 2h.")
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
      throw new UsageException("--fix-hint: expected the table but was --format json");
    }
    Optional<Duration> longest = Optional.ofNullable(wait).map(CoverageCommand::time);
    CoverageMonitor watch = watch();
    Coverage coverage;
    if (longest.isPresent()) {
      CoverageWaiter waiter = new CoverageWaiter(terminal, sleeper, () -> watch.look(MAX_DURATION));
      Optional<Coverage> last = waiter.await(longest.get());
      if (last.isEmpty()) {
        terminal.say("the coverage could not be read");
        return Rootmon.INCOMPLETE;
      }
      coverage = last.get();
    } else {
      try {
        coverage = watch.look(MAX_DURATION);
      } catch (StateException e) {
        terminal.say(String.valueOf(e.getMessage()));
        return Rootmon.INCOMPLETE;
      }
    }
    coverage.roster().problem().ifPresent(terminal::say);
    if (coverage.roster().readAt().isEmpty()) {
      terminal.say("the accounts of the organization are not known, so nothing can be compared");
      return Rootmon.INCOMPLETE;
    }
    print(coverage);
    if (coverage.unwatched() > 0) {
      terminal.say(Plural.of(coverage.unwatched(), "place") + " not watched");
    }
    if (coverage.drifted() > 0) {
      terminal.say(Plural.of(coverage.drifted(), "stack") + " not as deployed");
    }
    if (longest.isPresent()) {
      return waited(coverage);
    }
    boolean isDone = coverage.unwatched() == 0 && coverage.drifted() == 0;
    return isDone ? Rootmon.DONE : Rootmon.INCOMPLETE;
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

  /** Every place has to report: one that is new or silent is not enough. */
  private int waited(Coverage coverage) {
    if (CoverageWaiter.isComplete(coverage)) {
      terminal.say("every account and region reports");
      return Rootmon.DONE;
    }
    for (AccountCoverage account : coverage.accounts()) {
      String missing =
          account.expected().stream()
              .filter(it -> !it.status().isHeard())
              .map(it -> it.region() + " (" + it.status() + ")")
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        terminal.say("no heartbeat: " + account.id() + " " + account.name() + ": " + missing);
      }
    }
    terminal.say(
        "to fix it, look at the StackSet's instances for a failed stack and its reason, then run"
            + " 'rootmon coverage --fix-hint' for the commands that deploy what is missing");
    return Rootmon.INCOMPLETE;
  }

  private static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--wait: expected a time such as 70m or 2h but was '" + text + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (time.isZero() || time.compareTo(MAX_WAIT) > 0) {
      throw new UsageException("--wait: expected at most 24h but was '" + text + "'");
    }
    return time;
  }

  private CoverageMonitor watch() {
    Configuration configuration = ConfigFile.ofOption(config);
    ChannelContext around =
        ChannelContext.of(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn())
            .at(terminal.clock());
    try {
      return configuration
          .watch(around, configuration.store(around))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      config.getFileName()
                          + ": coverage: expected an object with regions but was missing"));
    } catch (IllegalArgumentException e) {
      throw ConfigFile.refused(e);
    }
  }
}
