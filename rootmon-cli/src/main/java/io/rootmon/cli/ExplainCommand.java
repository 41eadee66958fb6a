package io.rootmon.cli;

import io.rootmon.time.Deadline;
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
import java.util.List;
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
    description = "Judges events: a line each, with the rule and its reasons.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "A line has the severity, the time, the kind of root activity and how it ended,",
      "the event, the account, the rule with its reasons, and whether channels are",
      "notified: the reason for the alert, or why it is suppressed. An event that does",
      "not concern root is 'not root'.",
      "",
      "Examples:",
      "  rootmon explain examples/root-console-login.json",
      "  rootmon explain --format json AWSLogs/ | jq 'select(.root)'"
    })
final class ExplainCommand implements Callable<Integer> {
  /** How a line is written. */
  enum Format {
    TEXT,
    JSON
  }

  private static final Channel NO_CHANNEL = new NoChannel();

  private final Terminal terminal;
  private final EventDeduplicator seen = new EventDeduplicator();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files or folders; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, or json for JSON Lines (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Mixin private AccountsOption accounts = new AccountsOption();

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What picocli makes of names alone. */
  ExplainCommand(Terminal terminal, List<String> files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(files);
    Configuration configuration = accounts.configuration();
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
                new InputReader.InputHandlers(
                    it -> explain(it, monitor, explanation), it -> {}, Integer.MAX_VALUE));
    return complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
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
    public Receipt send(Alert alert, Deadline deadline) {
      throw new IllegalStateException("expected that nothing is sent");
    }
  }
}
