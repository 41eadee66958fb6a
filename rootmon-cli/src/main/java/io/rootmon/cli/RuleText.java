package io.rootmon.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.judge.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Describes rules as text and as JSON. */
final class RuleText {
  private static final String INDENT = " ".repeat(10);

  private final Terminal terminal;
  private final RuleExamples examples = new RuleExamples();

  RuleText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the file of the documentation that describes the rule. */
  static String page(Rule rule) {
    return "docs/rules/" + rule.id() + ".md";
  }

  /** Returns the rule as one entry of a list: severity, ID, reason, example and page. */
  String entry(Rule rule) {
    List<String> lines = new ArrayList<>(List.of(sentence(rule.reason())));
    examples.headline(rule.id()).ifPresent(it -> lines.add("Example: " + it));
    lines.add("Page: " + page(rule));
    return title(rule) + indented(lines);
  }

  /** Returns everything about a rule, with the advice for its example. */
  String details(Rule rule) {
    List<String> lines = new ArrayList<>(List.of(sentence(rule.reason())));
    examples.headline(rule.id()).ifPresent(it -> lines.add("Example: " + it));
    StringBuilder text = new StringBuilder(title(rule)).append(indented(lines)).append('\n');
    text.append(INDENT).append(terminal.heading("What to do (for the example)")).append('\n');
    int step = 0;
    for (String advice : examples.advice(rule.id())) {
      text.append(indented(List.of(++step + ". " + advice)));
    }
    text.append('\n')
        .append(
            indented(
                List.of(
                    "ATT&CK: " + rule.technique().id() + " " + rule.technique().name(),
                    "AWS documentation: " + rule.page(),
                    "Page: " + page(rule))));
    return text.toString();
  }

  /** Writes the rule as an object. */
  void write(Rule rule, JsonGenerator json) throws IOException {
    MessageJson.start("rule", json);
    json.writeStringField("id", rule.id());
    json.writeStringField("severity", rule.severity().name());
    json.writeStringField("reason", rule.reason());
    AsciiJson.text(json, "example", examples.headline(rule.id()));
    json.writeObjectFieldStart("technique");
    json.writeStringField("id", rule.technique().id());
    json.writeStringField("name", rule.technique().name());
    json.writeStringField("url", rule.technique().page().toString());
    json.writeEndObject();
    JsonStreams.writeTexts(json, "advice", examples.advice(rule.id()));
    json.writeStringField("url", rule.page().toString());
    json.writeStringField("page", page(rule));
    json.writeEndObject();
  }

  private String title(Rule rule) {
    return terminal.severity(rule.severity()) + "  " + terminal.heading(rule.id()) + "\n";
  }

  private String indented(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      TextWrap.lines(line, terminal.columns() - INDENT.length() - 1)
          .forEach(it -> text.append(INDENT).append(it).append('\n'));
    }
    return text.toString();
  }

  private static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
  }
}
