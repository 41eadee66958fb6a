package io.rootmon.cli.coverage;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Surroundings;
import io.rootmon.cli.Counted;
import io.rootmon.cli.Document;
import io.rootmon.cli.Json;
import io.rootmon.cli.Printable;
import io.rootmon.cli.Rootmon;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.config.Configuration;
import io.rootmon.coverage.Coverage;
import io.rootmon.coverage.CoverageWatch;
import io.rootmon.coverage.FixHint;
import io.rootmon.render.Templates;
import io.rootmon.state.StateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
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
      "  LEFT_OUT   the configuration leaves the account out",
      "  SUSPENDED  the account is closed, or being closed",
      "",
      "Exit code 1: something is not watched (MISSING or SILENT), or could not be read.",
      "",
      "Examples:",
      "  rootmon coverage --config rootmon.json",
      "  rootmon coverage --config rootmon.json --fix-hint",
      "  rootmon coverage --config rootmon.json --format json | jq '.unwatched'"
    })
public final class CoverageCommand implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    TABLE,
    JSON
  }

  private static final Duration LONGEST = Duration.ofMinutes(5);

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

  public CoverageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (wantsCommands && format == Format.JSON) {
      throw new UsageException("--fix-hint: expected the table but was --format json");
    }
    Coverage coverage;
    try {
      coverage = watch().look(LONGEST);
    } catch (StateException e) {
      terminal.say(String.valueOf(e.getMessage()));
      return Rootmon.INCOMPLETE;
    }
    coverage.roster().problem().ifPresent(terminal::say);
    if (coverage.roster().readAt().isEmpty()) {
      terminal.say("the accounts of the organization are not known, so nothing can be compared");
      return Rootmon.INCOMPLETE;
    }
    if (wantsCommands) {
      new FixHint(coverage).lines().forEach(it -> terminal.out().println(Printable.line(it)));
    } else if (format == Format.JSON) {
      terminal.out().println(Json.indented(new CoverageJson(coverage)));
    } else {
      terminal.out().print(new CoverageTable(terminal, coverage).text());
    }
    if (coverage.unwatched() > 0) {
      terminal.say(Counted.of(coverage.unwatched(), "place") + " not watched");
    }
    return coverage.unwatched() == 0 ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private CoverageWatch watch() {
    Configuration configuration = Document.ofOption(config);
    Surroundings around =
        Surroundings.of(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn())
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
      throw Document.refused(e);
    }
  }
}
