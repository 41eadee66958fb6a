package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import io.rootmon.cases.GoldenFile;
import io.rootmon.judge.Rule;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleExamplesTest {
  private static final Path CASES = Path.of("../rootmon-core/src/test/resources/events");
  private static final Path FILE = Path.of("src/main/resources/io/rootmon/cli/rule-examples.jsonl");

  @Test
  void examplesMatchTheCasesOfTheRules() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Rule rule : StandardRules.policy().rules()) {
      String json = Files.readString(example(rule));
      lines.append(new Gson().toJson(JsonParser.parseString(json))).append('\n');
    }
    GoldenFile.checkFile(FILE, lines.toString());
  }

  private static Path example(Rule rule) throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files
          .filter(
              it ->
                  it.getFileName().toString().startsWith(rule.id() + ".json")
                      || it.getFileName().toString().startsWith(rule.id() + "--"))
          .min(
              (one, other) ->
                  one.getFileName().toString().equals(other.getFileName().toString())
                      ? one.compareTo(other)
                      : rank(one, rule).compareTo(rank(other, rule)))
          .orElseThrow();
    }
  }

  /** The plain case of a rule comes first. */
  private static String rank(Path file, Rule rule) {
    String name = file.getFileName().toString();
    return (name.equals(rule.id() + ".json") ? "0" : "1") + file;
  }

  @Test
  void everyRuleHasAnExampleAndAdvice() {
    RuleExamples examples = new RuleExamples();

    for (Rule rule : StandardRules.policy().rules()) {
      assertThat(examples.headline(rule.id())).as(rule.id()).isPresent();
      assertThat(examples.advice(rule.id())).as(rule.id()).hasSizeBetween(2, 8);
      assertThat(String.join(" ", examples.advice(rule.id()))).doesNotContain("{", " // ");
    }
  }

  @Test
  void rulesListsTheMostSevereFirst() {
    List<String> titles =
        rootmon("rules").out().lines().filter(it -> it.matches("[A-Z]+ +[a-z.0-9-]+")).toList();

    assertThat(titles).hasSize(StandardRules.policy().rules().size());
    assertThat(titles.get(0)).startsWith("CRITICAL  ");
    assertThat(titles.get(titles.size() - 1)).startsWith("INFO ");
    assertThat(rootmon("rules").out())
        .contains(
            "CRITICAL  root.access-key.created\n",
            "          Page: docs/rules/root.access-key.created.md\n");
    assertThat(rootmon("rules").out().lines()).allMatch(it -> it.length() < 80);
  }

  @Test
  void explainDescribesARule() {
    CommandResult ran = rootmon("explain", "root.access-key.created");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("CRITICAL  root.access-key.created\n")
        .contains("Example: Root created", "1. ", "2. ", "ATT&CK: T", "https://docs.aws.amazon.com")
        .endsWith("Page: docs/rules/root.access-key.created.md\n");
    assertThat(rootmon("explain", "-f", "json", "root.access-key.created").out())
        .startsWith("{\"schemaVersion\":1,\"type\":\"rule\",\"id\":\"root.access-key.created\"");
  }

  @Test
  void suggestsTheRuleWhenTheIdIsMisspelt() {
    assertThat(rootmon("explain", "root.access-key.craeted"))
        .isEqualTo(
            new CommandResult(
                4,
                "",
                """
                rootmon: No such file or folder: root.access-key.craeted
                rootmon: Did you mean the rule 'root.access-key.created'?
                """));
  }
}
