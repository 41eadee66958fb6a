package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.incident.Decision;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.text.Suggestion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.time.Deadline;
import java.util.ArrayList;
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
    description = "Rates events: severity, rule and reasons, one line per event.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "A line contains the severity, the time, the event and its outcome, the account,",
      "the rule with its reasons, and whether an alert is sent or why it is",
      "suppressed. An event that does not concern root is 'not root'.",
      "With the ID of a rule, prints the rule, an example and the advice.",
      "",
      "Exit codes:",
      "  0  done",
      "  2  invalid options or arguments",
      "  3  the configuration is wrong",
      "  4  an input could not be read or has no events",
      "",
      "Examples:",
      "  rootmon explain examples/root-console-login.json",
      "  rootmon explain root.access-key.created",
      "  rootmon explain - < event.json",
      "  rootmon explain -f json AWSLogs/ | jq 'select(.severity == \"CRITICAL\")'"
    })
final class ExplainCommand implements Callable<Integer> {
  /** The format of a line. */
  enum Format {
    TEXT,
    JSON,
    OCSF;

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
      paramLabel = "FILE|RULE-ID",
      description = "Files or folders with events, - is standard input; or IDs of rules.")
  private List<String> files = List.of();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description =
          "text, json for JSON Lines, or ocsf for Detection Findings of OCSF (default: text).")
  private Format format = Format.TEXT;

  @Mixin private AccountsOption accounts = new AccountsOption();

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Creates the command with names and no options. */
  ExplainCommand(Terminal terminal, List<String> files) {
    this.terminal = terminal;
    this.files = files;
  }

  @Override
  public Integer call() {
    InputReader.requireNames(files);
    List<String> inputs = new ArrayList<>();
    for (String name : files) {
      Optional<Rule> rule = InputReader.find(name).isPresent() ? Optional.empty() : rule(name);
      rule.ifPresent(this::explain);
      if (rule.isEmpty()) {
        inputs.add(name);
      }
    }
    return inputs.isEmpty() ? ExitCode.DONE.value() : explain(inputs);
  }

  private static Optional<Rule> rule(String name) {
    return StandardRules.policy().rules().stream().filter(it -> it.id().equals(name)).findFirst();
  }

  private void explain(Rule rule) {
    RuleText text = new RuleText(terminal);
    if (format == Format.JSON) {
      terminal.out().println(AsciiJson.line(json -> text.write(rule, json)));
    } else {
      terminal.out().print(text.details(rule));
    }
  }

  private int explain(List<String> files) {
    ConfigurationDocument configuration = accounts.configuration(terminal);
    AccountDirectory directory = configuration.accountDirectory();
    RootMonitor monitor =
        LocalMonitor.of(
            files,
            configuration,
            configuration.channels().isEmpty() ? List.of(NO_CHANNEL) : List.of(),
            Severity.MEDIUM,
            terminal.clock());
    ExplainFormat explanation =
        switch (format) {
          case JSON -> new JsonExplanation(directory);
          case OCSF -> new OcsfExplanation(directory);
          case TEXT -> new TextExplanation(terminal, directory);
        };
    boolean complete =
        new InputReader(terminal)
            .read(files, InputReader.InputHandlers.of(it -> explain(it, monitor, explanation)));
    files.stream()
        .filter(it -> InputReader.find(it).isEmpty())
        .map(
            it -> Suggestion.of(it, StandardRules.policy().rules().stream().map(Rule::id).toList()))
        .flatMap(Optional::stream)
        .forEach(it -> terminal.print("Did you mean the rule '" + it + "'?"));
    return ExitCode.completed(complete).value();
  }

  /** Decides only: a finding that is alerted here would be alerted by a channel. */
  private void explain(CloudTrailEvent event, RootMonitor monitor, ExplainFormat explanation) {
    Optional<Finding> finding = monitor.judge(event);
    boolean isNew = seen.add(event);
    Optional<Decision> decision =
        isNew
            ? finding.map(it -> monitor.decide(it, Deadline.in(SharedStateStore.DECISION_TIMEOUT)))
            : Optional.empty();
    String line = explanation.of(event, finding.map(it -> raised(it, decision)), decision);
    if (!line.isEmpty()) {
      terminal.out().println(line);
    }
  }

  /** Returns the finding with the severity of its alert, which earlier events can raise. */
  private static Finding raised(Finding finding, Optional<Decision> decision) {
    return decision
        .filter(it -> it.severity() != finding.severity())
        .map(it -> finding.as(it.severity(), it.reasons()))
        .orElse(finding);
  }

  /** Replaces the channels of a configuration without channels. */
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
