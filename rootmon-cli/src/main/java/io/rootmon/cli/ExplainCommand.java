package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.config.Configuration;
import java.util.List;
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
      "the event, the account, and the rule with its reasons. An event that does not",
      "concern root is 'not root'.",
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

  private final Terminal terminal;

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
    Inputs.requireNames(files);
    Configuration configuration = accounts.configuration();
    AccountDirectory directory = configuration.accountDirectory();
    RootMonitor monitor = LocalMonitor.of(files, configuration, List.of());
    Explanation explanation =
        format == Format.JSON
            ? new JsonExplanation(directory)
            : new TextExplanation(terminal, directory);
    boolean complete =
        new Inputs(terminal)
            .read(
                files,
                new Inputs.Takers(
                    it -> explain(it, monitor, explanation), it -> {}, Integer.MAX_VALUE));
    return complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private void explain(CloudTrailEvent event, RootMonitor monitor, Explanation explanation) {
    terminal.out().println(explanation.of(event, monitor.judge(event)));
  }
}
