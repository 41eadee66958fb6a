package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.CaseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the sentences of all golden messages, regardless of the rule or class that wrote them. */
class AlertLanguageTest {
  private static final Path MESSAGES = CaseFiles.FOLDER.resolveSibling("golden/messages");
  private static final Pattern STEP = Pattern.compile("(?m)^\\d{1,2}\\. (.*(?:\\n   \\S.*)*)");

  /** What stood in place of a missing value. */
  private static final Pattern FILLER =
      Pattern.compile(
          "their key is not in the record|see what \\w+ did|its text is in the event"
              + "|somebody unknown|undo it: \\w+|\\bnull\\b|Optional\\[|\\{\\w+\\}");

  @Test
  void eachStepIsOneSentence() throws IOException {
    List<String> steps = files("ses.txt").stream().flatMap(AlertLanguageTest::steps).toList();

    assertThat(steps).hasSizeGreaterThan(300);
    assertThat(steps)
        .allSatisfy(
            step -> {
              assertThat(step).matches("(?s)\\p{Lu}.*[.?!]");
              assertThat(step).doesNotContainPattern(FILLER);
            });
  }

  @Test
  void anAlertWhoseStepsBlockRootHasTheCommand() throws IOException {
    assertThat(files("ses.txt"))
        .filteredOn(it -> it.replaceAll("\\s+", " ").contains("with a deny-root SCP"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("aws organizations create-policy"));
  }

  @Test
  void noSubjectEndsInAnEllipsis() throws IOException {
    assertThat(files("sns.txt").stream().map(AlertLanguageTest::subject))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it).hasSizeLessThanOrEqualTo(99);
              assertThat(it).doesNotEndWith("...").doesNotEndWith("…");
              assertThat(it).doesNotContainPattern("[A-Za-z]\\d{8}(?:v\\d)?\\b");
              assertThat(it)
                  .doesNotContainPattern(
                      " (?:account|from|in|of|to|and|the|a|an organization|\\([^)]*)$");
            });
  }

  @Test
  void noNotificationOfSlackIsCut() throws IOException {
    assertThat(files("slack.json").stream().map(it -> it.lines().skip(1).findFirst().orElse("")))
        .isNotEmpty()
        .noneMatch(it -> it.contains("…\""));
  }

  @Test
  void advicePrecedesTheFactsOfAnAlert() throws IOException {
    assertThat(files("ses.txt"))
        .filteredOn(it -> it.contains("WHAT TO DO NOW") && it.contains("\nAccount: "))
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(it.indexOf("WHAT TO DO NOW")).isLessThan(it.indexOf("\nAccount: ")));
  }

  private static Stream<String> steps(String message) {
    return STEP.matcher(message).results().map(it -> it.group(1).replaceAll("\\n +", " "));
  }

  private static String subject(String message) {
    return message.lines().findFirst().orElse("").replaceFirst("^Subject: ", "");
  }

  private static List<String> files(String name) throws IOException {
    try (Stream<Path> all = Files.walk(MESSAGES)) {
      List<Path> files =
          all.filter(it -> it.getFileName().toString().equals(name)).sorted().toList();
      List<String> texts = new ArrayList<>();
      for (Path file : files) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }
}
