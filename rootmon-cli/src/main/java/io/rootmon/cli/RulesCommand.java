package io.rootmon.cli;

import io.rootmon.judge.Rule;
import io.rootmon.judge.rules.StandardRules;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rootmon rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Lists the rules with severity, reason, example and page.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The most severe rules come first. json lists the rules in the order in which",
      "they are tried: the first rule that matches an event decides its severity. For",
      "all details of a rule, run 'rootmon explain RULE-ID'.",
      "",
      "Exit codes:",
      "  0  done",
      "  2  invalid options or arguments",
      "",
      "Examples:",
      "  rootmon rules",
      "  rootmon rules -f json | jq -r '.[].id'",
      "  rootmon explain root.access-key.created"
    })
final class RulesCommand implements Callable<Integer> {
  /** The format of the list. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text or json (default: text).")
  private Format format = Format.TEXT;

  RulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Rule> rules = StandardRules.policy().rules();
    RuleText text = new RuleText(terminal);
    if (format == Format.JSON) {
      terminal
          .out()
          .println(
              AsciiJson.indented(
                  json -> {
                    json.writeStartArray();
                    for (Rule rule : rules) {
                      text.write(rule, json);
                    }
                    json.writeEndArray();
                  }));
    } else {
      rules.stream()
          .sorted(Comparator.comparing(Rule::severity).reversed().thenComparing(Rule::id))
          .forEach(it -> terminal.out().print(text.entry(it) + "\n"));
    }
    return ExitCode.DONE.value();
  }
}
