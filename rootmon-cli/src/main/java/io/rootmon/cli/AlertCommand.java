package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.channel.outbox.OutboxChannel;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rootmon alert}. */
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    description = "Writes the messages that people would get, and sends none.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Every alert gets a folder in the outbox: message.txt, message.html, message.eml",
      "(opens in a mail program), slack.json and alert.json. The plain text is printed",
      "too. Input that cannot be understood becomes an alert of its own, up to 20 for",
      "each FILE.",
      "",
      "Examples:",
      "  rootmon alert examples/root-console-login.json",
      "  rootmon alert --config examples/rootmon.json --out /tmp/look examples/archive",
      "  rootmon alert --templates mine --min-severity INFO - < event.json"
    })
final class AlertCommand implements Callable<Integer> {
  private static final Duration TIME_LEFT = Duration.ofMinutes(1);

  /** A broken archive must not become a flood of alerts. */
  private static final int MOST_UNREADABLE = 20;

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      description = "The least that is told: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Severity minimum = Severity.MEDIUM;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Templates of your own; built-in ones stand in for those it lacks.")
  private @Nullable Path templates;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The outbox (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("rootmon-outbox");

  @Mixin private AccountsOption accounts = new AccountsOption();

  AlertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Inputs.requireNames(files);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UsageException("--out: expected a folder but was a file: " + out);
    }
    AccountDirectory directory = accounts.directory();
    Delivery delivery = new Delivery(terminal, minimum);
    OutboxChannel outbox = new OutboxChannel(out, templates(), delivery::written);
    RootMonitor monitor = LocalMonitor.of(files, directory, List.of(outbox));
    boolean complete =
        new Inputs(terminal)
            .read(
                files,
                new Inputs.Takers(
                    event -> alert(event, monitor, delivery),
                    problem -> alert(problem, monitor, delivery),
                    MOST_UNREADABLE));
    return delivery.report() && complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
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

  private static void alert(CloudTrailEvent event, RootMonitor monitor, Delivery delivery) {
    if (delivery.isNew(event)) {
      monitor
          .judge(event)
          .ifPresentOrElse(
              finding -> {
                if (delivery.isWanted(finding)) {
                  delivery.delivered(monitor.dispatch(monitor.alert(finding), TIME_LEFT));
                }
              },
              delivery::notRoot);
    }
  }

  private void alert(MalformedEventException problem, RootMonitor monitor, Delivery delivery) {
    // Without text, a file could not be opened or unpacked: nobody is helped by an alert of that.
    if (!problem.raw().isBlank()) {
      Alert alert = monitor.alert(problem, terminal.clock().instant());
      delivery.delivered(monitor.dispatch(alert, TIME_LEFT));
    }
  }
}
