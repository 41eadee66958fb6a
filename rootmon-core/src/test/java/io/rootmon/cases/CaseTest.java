package io.rootmon.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.Reading;
import io.rootmon.detect.Detector;
import io.rootmon.detect.Kind;
import io.rootmon.detect.Outcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CaseTest {
  private static final SeverityPolicy POLICY = StandardRules.policy();

  @TestFactory
  Stream<DynamicTest> aCaseIsJudgedAsItsFolderAndNameSay() {
    return Cases.judged().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    Cases.name(file),
                    () -> {
                      Finding finding = judge(file);
                      assertThat(finding.severity() + " " + finding.ruleId())
                          .isEqualTo(
                              Cases.folder(file).toUpperCase(Locale.ROOT)
                                  + " "
                                  + Cases.ruleId(file));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatDoesNotConcernRootIsIgnored() {
    return Cases.in("ignored").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    Cases.name(file),
                    () -> assertThat(new Detector().detect(Cases.event(file))).isEmpty()));
  }

  @Test
  void everyVerdictIsAsReviewed() {
    Golden.check(
        "verdicts.txt",
        Cases.judged().stream().map(CaseTest::verdict).collect(Collectors.joining("\n\n")) + "\n");
  }

  @Test
  void everyMalformedCaseIsRefusedWithItsPlaceAndReason() {
    Golden.check(
        "malformed.txt",
        Cases.in("malformed").stream()
            .map(file -> Cases.name(file) + "\n  " + problem(file))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void everyRuleKindOutcomeAndSeverityHasACase() {
    List<Finding> findings = Cases.judged().stream().map(CaseTest::judge).toList();
    assertThat(findings).hasSizeGreaterThanOrEqualTo(60);
    assertThat(findings.stream().map(Finding::ruleId))
        .containsAll(POLICY.rules().stream().map(Rule::id).toList());
    List<RootActivity> activities = findings.stream().map(Finding::activity).toList();
    Set<Kind> kinds = EnumSet.allOf(Kind.class);
    assertThat(activities.stream().map(RootActivity::kind)).containsAll(kinds);
    Set<Outcome> outcomes = EnumSet.allOf(Outcome.class);
    assertThat(activities.stream().map(RootActivity::outcome)).containsAll(outcomes);
    Set<Severity> severities = EnumSet.allOf(Severity.class);
    assertThat(findings.stream().map(Finding::severity)).containsAll(severities);
  }

  private static Finding judge(Path file) {
    return POLICY.judge(new Detector().detect(Cases.event(file)).orElseThrow());
  }

  private static String verdict(Path file) {
    Finding finding = judge(file);
    RootActivity activity = finding.activity();
    return """
        %s: %s
          kind    %s, because %s
          outcome %s, %s
          account %s
          actor   %s
          reasons %s
          attack  %s
          task    %s\
        """
        .formatted(
            finding.severity(),
            Cases.name(file),
            activity.kind(),
            activity.kindReason(),
            activity.outcome(),
            activity.mfa().label(),
            activity.account().map(Object::toString).orElse("unknown"),
            printable(activity.actor()),
            String.join("; ", finding.reasons()),
            finding.technique().label(),
            finding.rootTask().map(it -> it.name()).orElse("none that AWS lists"));
  }

  private static String problem(Path file) {
    Reading reading = Cases.read(file);
    assertThat(reading).isInstanceOf(Reading.Malformed.class);
    String message = String.valueOf(((Reading.Malformed) reading).problem().getMessage());
    return printable(message.replace(file.toString(), file.getFileName().toString()));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
