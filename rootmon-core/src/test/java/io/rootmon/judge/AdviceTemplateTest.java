package io.rootmon.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTemplateTest {
  private static final List<String> FILLER =
      List.of(
          "is not in the record",
          "see what",
          "its text is in",
          "unknown address",
          "somebody",
          "{",
          " // ");

  @Test
  void everyLineIsOneOrMoreWholeSentences() {
    assertThat(
            StandardRules.policy().rules().stream()
                .flatMap(it -> it.advice().stream())
                .flatMap(it -> Arrays.stream(it.split(AdviceTemplate.OR, -1)))
                .filter(it -> !it.matches("(?s)(|(\\p{Lu}|\\{).*[.?!])")))
        .isEmpty();
  }

  @Test
  void aLineWithAnOptionalDetailHasASecondVariant() {
    assertThat(
            StandardRules.policy().rules().stream()
                .flatMap(it -> it.advice().stream())
                .filter(it -> !AdviceTemplate.isComplete(it)))
        .isEmpty();
  }

  @Test
  void noAdviceContainsAFiller() {
    for (var file : CaseFiles.judged()) {
      Finding finding =
          StandardRules.policy().judge(new Detector().detect(CaseFiles.event(file)).orElseThrow());
      assertThat(finding.advice())
          .as(CaseFiles.name(file))
          .allMatch(it -> FILLER.stream().noneMatch(it::contains))
          .allMatch(it -> it.matches("(?s)\\p{Lu}.*[.?!]"));
    }
  }

  @Test
  void neverConfusesTheCallersKeyWithTheCreatedOne() {
    var file =
        CaseFiles.judged().stream()
            .filter(it -> CaseFiles.name(it).equals("root.access-key.created--key-not-recorded"))
            .findFirst()
            .orElseThrow();
    Finding finding =
        StandardRules.policy().judge(new Detector().detect(CaseFiles.event(file)).orElseThrow());
    assertThat(finding.advice().get(0))
        .contains("immediately delete the key created at 02:15:38 UTC");
    assertThat(finding.advice()).noneMatch(it -> it.contains("ASIA"));
  }
}
