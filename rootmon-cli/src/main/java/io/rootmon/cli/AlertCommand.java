package io.rootmon.cli;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.ChannelContext;
import io.rootmon.config.Configuration;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
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
    description = "Judges events and tells people, or shows what they would be told.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "With a configuration that has channels, alerts are SENT to them by its routes:",
      "a line each says what the far end said, or what went wrong and what to do.",
      "More than 20 alerts are not sent unless --yes is given: nothing is sent then.",
      "A channel that refuses for good is told of in the others, as always. What was",
      "told is remembered for this run only: the state table is not used.",
      "",
      "With --out, or without channels, nothing is sent. Incidents and routes decide",
      "as they do for delivery; a finding without an alert is listed as suppressed,",
      "with the reason. Every alert gets a folder in",
      "the outbox: message.txt, message.html, message.eml (opens in a mail program),",
      "slack.json and alert.json. The plain text is printed too.",
      "",
      "Input that cannot be understood becomes an alert of its own, up to 20 for",
      "each FILE.",
      "",
      "Examples:",
      "  rootmon alert examples/root-console-login.json",
      "  rootmon alert --config rootmon.json --out /tmp/look examples/archive",
      "  rootmon alert --config rootmon.json event.json             sends",
      "  rootmon alert --templates mine --min-severity INFO - < event.json"
    })
final class AlertCommand implements Callable<Integer> {
  /** A broken archive must not become a flood of alerts. */
  private static final int MAX_UNREADABLE = 20;

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, a JSON document: accounts' names, channels, routes.")
  private @Nullable Path config;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description =
          "The least severe finding to alert on: ${COMPLETION-CANDIDATES} (default: MEDIUM without"
              + " channels; with channels the routes decide, and this option only narrows them).")
  private @Nullable Severity minimum;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Templates of your own; built-in ones stand in for those it lacks.")
  private @Nullable Path templates;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The outbox: a rehearsal, nothing is sent (default without channels: rootmon-outbox).")
  private @Nullable Path out;

  @Option(names = "--yes", description = "Sends more than 20 alerts too, each as it is read.")
  private boolean isSure;

  AlertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(files);
    Configuration configuration =
        config == null ? Configuration.EMPTY : ConfigFile.ofOption(config);
    boolean hasChannels = !configuration.channels().isEmpty();
    // The document whose channels are used.
    Path document = out == null && hasChannels ? config : null;
    Severity usual = hasChannels ? Severity.INFO : Severity.MEDIUM;
    AlertFilter sieve = new AlertFilter(terminal, minimum == null ? usual : minimum);
    AlertSink telling =
        document == null ? rehearsal(configuration) : sending(document, configuration);
    if (document == null && hasChannels) {
      terminal.say("a rehearsal, since --out was given: nothing is sent");
    }
    boolean complete =
        new InputReader(terminal)
            .read(
                files,
                new InputReader.InputHandlers(
                    event -> sieve.sift(event, telling),
                    // Without text, a file could not be opened: nobody is helped by an alert.
                    problem -> {
                      if (!problem.raw().isBlank()) {
                        telling.tell(problem);
                      }
                    },
                    MAX_UNREADABLE));
    boolean told = telling.end();
    sieve.report();
    return told && complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private AlertSink sending(Path document, Configuration configuration) {
    ChannelContext around =
        configuration.context(
            terminal.environment(), AwsAccess::ofProcess, templates());
    try {
      return new ChannelSink(terminal, files, document, configuration, around, isSure);
    } catch (IllegalArgumentException e) {
      throw ConfigFile.refused(e);
    }
  }

  private AlertSink rehearsal(Configuration configuration) {
    Path outbox = out == null ? Path.of("rootmon-outbox") : out;
    if (Files.exists(outbox) && !Files.isDirectory(outbox)) {
      throw new UsageException("--out: expected a folder but was a file: " + outbox);
    }
    Severity least = minimum == null ? Severity.MEDIUM : minimum;
    return new DryRunSink(terminal, files, configuration, least, outbox, templates());
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
}
