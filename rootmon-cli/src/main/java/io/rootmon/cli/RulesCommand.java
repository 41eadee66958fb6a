package io.rootmon.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.cli.TextTable.Field;
import io.rootmon.judge.Rule;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rootmon rules}. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Lists the rules. The first rule that matches an event decides its severity.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {"", "Example:", "  rootmon rules --format json | jq -r '.[].id'"})
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

  private static final int MIN_WIDTH_FOR_TECHNIQUES = 100;

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
    if (format == Format.JSON) {
      terminal.out().println(AsciiJson.indented(json -> write(rules, json)));
    } else {
      terminal.out().print(table(rules));
    }
    return ExitCode.DONE.value();
  }

  private String table(List<Rule> rules) {
    List<Field<Rule>> fields = new ArrayList<>();
    fields.add(Field.text("severity", it -> it.severity().name()));
    fields.add(Field.text("rule", Rule::id));
    if (terminal.columns() >= MIN_WIDTH_FOR_TECHNIQUES) {
      fields.add(Field.text("ATT&CK", it -> it.technique().id()));
    }
    fields.add(Field.text("reason", Rule::reason));
    return new TextTable(terminal).of(rules, fields);
  }

  private static void write(List<Rule> rules, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Rule rule : rules) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      json.writeStringField("severity", rule.severity().name());
      json.writeStringField("reason", rule.reason());
      json.writeObjectFieldStart("technique");
      json.writeStringField("id", rule.technique().id());
      json.writeStringField("name", rule.technique().name());
      json.writeStringField("page", rule.technique().page().toString());
      json.writeEndObject();
      AsciiJson.texts(json, "advice", rule.advice());
      json.writeStringField("page", rule.page().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
