package io.rootmon.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.docs.GeneratedPage;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps a page for each rule in {@code docs/rules}, where alerts link to. {@code
 * -Drootmon.golden=write} writes the pages from the rules.
 */
class RulePagesTest {
  private static final Path FOLDER = Path.of("../docs/rules");

  private static final Map<String, String> GENERAL =
      Map.ofEntries(
          Map.entry("{account}", "the account"),
          Map.entry("{root}", "the account"),
          Map.entry("{otherRoot}", "the account of the caller"),
          Map.entry("{management}", "the account of the caller"),
          Map.entry("{owner}", "the owner of root"),
          Map.entry("{actor}", "the caller"),
          Map.entry("{stop}", "block root with the deny-root SCP of the alert"),
          Map.entry("{lasts}", "lasts one hour at most, or 12 hours if it can be refreshed"),
          Map.entry("{undo}", "undo the call"),
          Map.entry("{Undo}", "Undo the call"),
          Map.entry("{event}", "the call"),
          Map.entry("{time}", "that time"));

  @Test
  void everyRuleHasItsPage() throws IOException {
    boolean writes = "write".equals(System.getProperty("rootmon.golden"));
    for (Rule rule : StandardRules.policy().rules()) {
      Path file = FOLDER.resolve(rule.id() + ".md");
      if (writes) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, page(rule));
      }
      assertThat(file).as("run with -Drootmon.golden=write").exists();
      assertThat(Files.readString(file)).isEqualTo(page(rule));
    }
  }

  @Test
  void aRemovedRuleHasNoPage() throws IOException {
    List<String> ids = StandardRules.policy().rules().stream().map(it -> it.id() + ".md").toList();
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(it -> it.getFileName().toString()).filter(it -> !it.equals("README.md")))
          .isSubsetOf(ids);
    }
  }

  @Test
  void theIndexListsEveryRuleTheMostSevereFirst() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Rules

            A rule decides the severity of a root activity. The first rule that matches decides, in the order of `rootmon rules --format json`. `rootmon explain RULE-ID` prints a rule with an example. To change a severity, see [Write your own rules](../how-to/custom-rules.md).

            """);
    for (Severity severity : Severity.values()) {
      List<Rule> rules =
          StandardRules.policy().rules().stream().filter(it -> it.severity() == severity).toList();
      StringBuilder section = new StringBuilder("## " + severity + "\n\n| rule | |\n|---|---|\n");
      for (Rule rule : rules) {
        section.append(
            "| [`%s`](%s.md) | %s |\n"
                .formatted(rule.id(), rule.id(), capitalized(rule.reason()).replace("|", "\\|")));
      }
      page.insert(page.indexOf("\n\n", page.indexOf("A rule decides")) + 2, section + "\n");
    }
    GeneratedPage.assertIsCurrent("rules/README.md", page.toString().stripTrailing() + "\n");
  }

  private static String page(Rule rule) {
    String steps =
        rule.advice().stream().map(it -> "1. " + general(it)).collect(Collectors.joining("\n"));
    return """
        # %s

        **%s.** %s.

        ## What to do

        %s

        [Respond to a root alert](../how-to/respond.md) has the commands.

        ## References

        - [AWS documentation](%s)
        - ATT&CK [%s](%s)
        """
        .formatted(
            rule.id(),
            rule.severity(),
            capitalized(rule.reason()),
            steps,
            rule.page(),
            rule.technique().label(),
            rule.technique().page());
  }

  /** The variant of a step that needs no value of an event. */
  private static String general(String step) {
    String[] variants = step.split(AdviceTemplate.OR, -1);
    String text =
        variants[variants.length - 1].isEmpty() ? variants[0] : variants[variants.length - 1];
    for (Map.Entry<String, String> detail : GENERAL.entrySet()) {
      text = text.replace(detail.getKey(), detail.getValue());
    }
    return capitalized(text);
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
