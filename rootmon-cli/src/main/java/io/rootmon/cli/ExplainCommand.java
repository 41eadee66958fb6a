package io.rootmon.cli;

import io.rootmon.Plan;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.config.Configuration;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rootmon explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Rates events: severity, rule and reasons, a line for each event.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "A line contains the severity, the time, the event and its outcome, the account,",
      "the rule with its reasons, and whether an alert is sent or why it is",
      "suppressed. An event that does not concern root is 'not root'.",
      "",
      "Exit codes:",
      "  0  done",
      "  2  the command line is wrong",
      "  3  the configuration is wrong",
      "  4  an input could not be read or has no events",
      "",
      "Examples:",
      "  rootmon explain examples/root-console-login.json",
      "  rootmon explain - < event.json",
      "  rootmon explain -f json AWSLogs/ | jq 'select(.severity == \"CRITICAL\")'"
    })
final class ExplainCommand implements Callable<Integer> {
  /** The format of a line. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Channel NO_CHANNEL = new NoChannel();

  private final Terminal terminal;
  private final EventDeduplicator seen = new EventDeduplicator();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders with events; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text, or json for JSON Lines (default: text).")
  private Format format = Format.TEXT;

  @Mixin private AccountsOption accounts = new AccountsOption();

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Creates the command with names and no option. */
  ExplainCommand(Terminal terminal, List<String> files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(files);
    Configuration configuration = accounts.configuration(terminal);
    AccountDirectory directory = configuration.accountDirectory();
    RootMonitor monitor =
        LocalMonitor.of(
            files,
            configuration,
            configuration.channels().isEmpty() ? List.of(NO_CHANNEL) : List.of(),
            Severity.MEDIUM,
            terminal.clock());
    ExplainFormat explanation =
        format == Format.JSON
            ? new JsonExplanation(directory)
            : new TextExplanation(terminal, directory);
    boolean complete =
        new InputReader(terminal)
            .read(
                files,
                InputReader.InputHandlers.of(it -> explain(it, monitor, explanation)));
    return ExitCode.completed(complete).value();
  }

  /** Plans only: a finding that is alerted here would be alerted by a channel. */
  private void explain(CloudTrailEvent event, RootMonitor monitor, ExplainFormat explanation) {
    Optional<Finding> finding = monitor.judge(event);
    boolean isNew = seen.add(event);
    Optional<Plan> plan = isNew ? finding.map(monitor::plan) : Optional.empty();
    terminal.out().println(explanation.of(event, finding, plan));
  }

  /** Stands for the channels of a configuration that has none. */
  private static final class NoChannel implements Channel {
    @Override
    public String name() {
      return "alert";
    }

    @Override
    public Receipt send(Alert alert, Duration timeLeft) {
      throw new IllegalStateException("expected that nothing is sent");
    }
  }
}
