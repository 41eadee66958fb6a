package io.rootmon.cli;

import io.rootmon.alert.TestAlertFactory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.ChannelContext;
import io.rootmon.config.Configuration;
import io.rootmon.render.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rootmon check-config}. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = "Says all that is wrong with a configuration, or who would be told of what.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Nothing is sent, and no secret is read unless --secrets is given: then each is",
      "read from where the document says it is, and its value is never printed.",
      "In the table, 'some' means: only of the accounts or kinds that its routes name.",
      "",
      "Exit code 1: there are problems, or a secret could not be read.",
      "",
      "Examples:",
      "  rootmon check-config rootmon.json",
      "  rootmon check-config --secrets examples/rootmon-channels.json",
      "  rootmon check-config --templates my-templates rootmon.json"
    })
final class CheckConfigCommand implements Callable<Integer> {
  /** A region for channels that take the Lambda function's own, which is not known here. */
  private static final String SOME_REGION = "us-east-1";

  private static final UUID EXAMPLE_ID = new UUID(0, 0);
  private static final Instant EXAMPLE_TIME = Instant.parse("2026-03-14T02:00:00Z");

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "Configuration, a JSON document.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Option(names = "--secrets", description = "Reads each secret, to say whether that can be done.")
  private boolean readsSecrets;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Your templates: each is printed once with an example.")
  private @Nullable Path templates;

  CheckConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration;
    try {
      configuration = ConfigFile.read(file);
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()).lines().toList());
    }
    ChannelContext around =
        ChannelContext.of(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn());
    List<String> problems = new ArrayList<>(unusable(configuration, around));
    problems.addAll(
        templates().check(List.of(TestAlertFactory.create(EXAMPLE_ID.toString(), EXAMPLE_TIME))));
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    terminal.out().print(new ConfigurationText(terminal, configuration).text());
    boolean readable =
        !readsSecrets || new SecretCheck(terminal, configuration, around.secrets()).areReadable();
    return readable ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private Templates templates() {
    if (templates == null) {
      return Templates.builtIn();
    }
    if (!Files.isDirectory(templates)) {
      throw new UsageException("--templates: expected a folder but there is none: " + templates);
    }
    return Templates.overriddenBy(templates);
  }

  private int refused(List<String> problems) {
    problems.forEach(terminal::say);
    terminal.say(file + ": " + Plural.of(problems.size(), "problem"));
    return Rootmon.INCOMPLETE;
  }

  /** What shows only when a channel is made: one by one, so that all problems are named. */
  private static List<String> unusable(Configuration configuration, ChannelContext around) {
    ChannelContext somewhere =
        new ChannelContext(
            around.templates(),
            around.aws(),
            Optional.of(around.region().orElse(SOME_REGION)),
            around.secrets(),
            around.clock());
    List<String> problems = new ArrayList<>();
    for (String name : configuration.channels().keySet()) {
      try {
        configuration.only(name).channels(somewhere);
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }
}
