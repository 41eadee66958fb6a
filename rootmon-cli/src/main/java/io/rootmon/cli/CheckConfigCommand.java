package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.alert.TestAlertFactory;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.text.CountText;
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
    description = "Checks a configuration and shows which channel receives which alerts.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "All problems are printed, each with its path in the document. Nothing is sent.",
      "Secrets are read only with --secrets, and their values are never printed.",
      "In the table, 'some' means that the routes name accounts or kinds of activity.",
      "",
      "Exit codes:",
      "  0  the configuration is valid",
      "  2  invalid options or arguments",
      "  3  the configuration has problems",
      "  4  a secret could not be read",
      "",
      "Examples:",
      "  rootmon check-config rootmon.json",
      "  rootmon check-config --secrets examples/rootmon-channels.json",
      "  rootmon check-config --templates my-templates rootmon.json",
      "  rootmon check-config --against AWSLogs/ rootmon.json"
    })
final class CheckConfigCommand implements Callable<Integer> {
  /** A region for channels that use the Lambda function's region, which is unknown here. */
  private static final String SOME_REGION = "us-east-1";

  private static final UUID EXAMPLE_ID = new UUID(0, 0);
  private static final Instant EXAMPLE_TIME = Instant.parse("2026-03-14T02:00:00Z");

  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "Configuration; - is standard input.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Option(names = "--secrets", description = "Checks that each secret can be read.")
  private boolean readsSecrets;

  @Option(
      names = {"-t", "--templates"},
      paramLabel = "DIR",
      description = "Your templates. Each is rendered once with an example.")
  private @Nullable Path templates;

  @Option(
      names = "--against",
      paramLabel = "PATH",
      description =
          "An archive: lists what each rule, custom rule and exclusion would have done to its"
              + " findings.")
  private List<String> archive = List.of();

  CheckConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ConfigurationDocument configuration;
    try {
      configuration = ConfigFile.read(file, terminal);
    } catch (CommandException e) {
      return rejected(String.valueOf(e.getMessage()).lines().toList());
    }
    ChannelContext around = TemplateOption.context(terminal, configuration, templates);
    List<String> problems = new ArrayList<>(unusable(configuration, around));
    problems.addAll(templateProblems(configuration, around.templates()));
    if (!problems.isEmpty()) {
      return rejected(problems);
    }
    terminal.out().print(new ConfigurationText(terminal, configuration).text());
    for (Path database : configuration.output().locationDatabases()) {
      if (!Files.isReadable(database)) {
        terminal.print(
            "The location database "
                + database
                + " cannot be read on this machine. Alerts lack locations where it is missing.");
      }
    }
    configuration
        .channels()
        .forEach(
            (name, channel) ->
                new ChannelSettingsText(channel)
                    .literalSecrets()
                    .forEach(
                        header ->
                            terminal.print(
                                "channels."
                                    + name
                                    + ".headers."
                                    + header
                                    + " contains the secret itself. Store the secret, and set the"
                                    + " header to its location, such as {\"env\":\"NAME\"}.")));
    boolean isArchiveRead = archive.isEmpty() || against(configuration);
    boolean readable =
        !readsSecrets || new SecretCheck(terminal, configuration, around.secrets()).areReadable();
    if (!readable) {
      terminal.print("A secret could not be read. The section Secrets shows which one and why.");
    }
    return ExitCode.completed(readable && isArchiveRead).value();
  }

  private boolean against(ConfigurationDocument configuration) {
    RootMonitor monitor = LocalMonitor.judging(archive, configuration);
    PolicyImpact impact = new PolicyImpact(configuration);
    EventDeduplicator seen = new EventDeduplicator();
    boolean complete =
        new InputReader(terminal)
            .read(
                archive,
                InputReader.InputHandlers.of(
                    event ->
                        monitor.judge(event).filter(it -> seen.add(event)).ifPresent(impact::add)));
    terminal
        .out()
        .print("\n" + terminal.heading("Your policy against " + String.join(", ", archive)));
    terminal.out().print("\n" + impact.text());
    return complete;
  }

  /** Templates that AWS stores are read only with the secrets. */
  private List<String> templateProblems(ConfigurationDocument configuration, Templates used) {
    boolean isRemote =
        templates == null
            && configuration.output().templates().filter(it -> !it.isFolder()).isPresent();
    if (isRemote && !readsSecrets) {
      return List.of();
    }
    List<String> problems =
        used.check(List.of(TestAlertFactory.create(EXAMPLE_ID.toString(), EXAMPLE_TIME)));
    // The problem that every template has.
    return used.takeProblem().map(List::of).orElse(problems);
  }

  private int rejected(List<String> problems) {
    problems.forEach(terminal::print);
    if (problems.size() > 1) {
      terminal.print(
          CountText.of(problems.size(), "problem") + " in " + InputReader.label(file) + ".");
    }
    return ExitCode.CONFIGURATION.value();
  }

  /** Returns the problems that appear when a channel is created. */
  private static List<String> unusable(ConfigurationDocument configuration, ChannelContext around) {
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
