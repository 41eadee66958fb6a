package io.rootmon.cli;

import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rootmon alert}. */
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    description = "Rates events and sends alerts, or shows what would be sent.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Without channels in the configuration, or with --out, nothing is sent.",
      "Incidents and routes decide as they do in the function. Each alert gets a",
      "folder in the outbox: message.txt, message.html and message.eml, the messages",
      "slack.json, teams.json, chat.json, pagerduty.json and jsm.json, alert.json, and",
      "the event in event.json. The plain text is printed too. Findings without an",
      "alert are listed with the reason.",
      "",
      "With channels and without --out, the alerts are sent by the routes. A line for",
      "each channel shows the result. More than 20 alerts are sent only with --yes.",
      "The state table is not used, so a repeated run sends the alerts again.",
      "",
      "Exit codes:",
      "  0  done",
      "  2  invalid options or arguments, or more than 20 alerts need --yes",
      "  3  the configuration is wrong",
      "  4  an input could not be read, or an alert was not delivered",
      "",
      "Examples:",
      "  rootmon alert examples/root-console-login.json",
      "  rootmon alert -c rootmon.json --out preview examples/archive",
      "  rootmon alert -c rootmon.json event.json              (sends)",
      "  rootmon alert --templates mine --min-severity INFO - < event.json"
    })
final class AlertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders with events; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration with channels, routes and names of accounts.")
  private @Nullable Path config;

  @Option(
      names = {"-s", "--min-severity"},
      paramLabel = "SEVERITY",
      description =
          "The lowest severity that leads to an alert: ${COMPLETION-CANDIDATES} (default: MEDIUM;"
              + " with channels, the routes decide).")
  private @Nullable Severity minimum;

  @Option(
      names = {"-t", "--templates"},
      paramLabel = "DIR",
      description = "Your templates. The built-in ones are used for those that it lacks.")
  private @Nullable Path templates;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Sends nothing; writes alerts to this outbox (default: rootmon-outbox).")
  private @Nullable Path out;

  @Option(
      names = {"-y", "--yes"},
      description = "Sends even more than 20 alerts, each as it is read.")
  private boolean isSure;

  AlertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(files);
    ConfigurationDocument configuration =
        config == null ? ConfigurationDocument.EMPTY : ConfigFile.read(config, terminal);
    boolean hasChannels = !configuration.channels().isEmpty();
    // The document that configures the channels.
    Path document = out == null && hasChannels ? config : null;
    Severity usual = hasChannels ? Severity.INFO : Severity.MEDIUM;
    AlertFilter filter = new AlertFilter(terminal, minimum == null ? usual : minimum);
    ChannelContext around = TemplateOption.context(terminal, configuration, templates);
    AlertSink sink =
        document == null ? dryRun(configuration, around) : sending(document, configuration, around);
    if (document == null && hasChannels) {
      terminal.note("Nothing is sent, because --out is given.");
    }
    InputReader reader = new InputReader(terminal);
    boolean isComplete =
        reader.read(files, InputReader.InputHandlers.of(event -> filter.filter(event, sink)));
    if (reader.events() == 0) {
      return ExitCode.FAILURE.value();
    }
    ExitCode sent = sink.end();
    TemplateOption.printProblem(terminal, around.templates());
    filter.report();
    return (sent == ExitCode.DONE ? ExitCode.completed(isComplete) : sent).value();
  }

  private AlertSink sending(
      Path document, ConfigurationDocument configuration, ChannelContext around) {
    try {
      return new ChannelSink(terminal, files, document, configuration, around, isSure);
    } catch (IllegalArgumentException e) {
      throw ConfigFile.rejected(e);
    }
  }

  private AlertSink dryRun(ConfigurationDocument configuration, ChannelContext around) {
    Path outbox = out == null ? Path.of("rootmon-outbox") : out;
    if (Files.exists(outbox) && !Files.isDirectory(outbox)) {
      throw new UsageException("--out " + outbox + " is a file. Give a folder.");
    }
    Severity least = minimum == null ? Severity.MEDIUM : minimum;
    return new DryRunSink(terminal, files, configuration, least, outbox, around.templates());
  }
}
