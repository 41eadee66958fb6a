package io.rootmon.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.detect.EventOutcome;
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
    return CaseFiles.judged().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    CaseFiles.name(file),
                    () -> {
                      Finding finding = judge(file);
                      assertThat(finding.severity() + " " + finding.ruleId())
                          .isEqualTo(
                              CaseFiles.folder(file).toUpperCase(Locale.ROOT)
                                  + " "
                                  + CaseFiles.ruleId(file));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> ignoresEventsWithoutRoot() {
    return CaseFiles.in("ignored").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    CaseFiles.name(file),
                    () -> assertThat(new Detector().detect(CaseFiles.event(file))).isEmpty()));
  }

  @Test
  void everyVerdictIsAsReviewed() {
    GoldenFile.check(
        "verdicts.txt",
        CaseFiles.judged().stream().map(CaseTest::verdict).collect(Collectors.joining("\n\n"))
            + "\n");
  }

  @Test
  void everyMalformedCaseIsRefusedWithItsPlaceAndReason() {
    GoldenFile.check(
        "malformed.txt",
        CaseFiles.in("malformed").stream()
            .map(file -> CaseFiles.name(file) + "\n  " + problem(file))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void everyRuleKindOutcomeAndSeverityHasACase() {
    List<Finding> findings = CaseFiles.judged().stream().map(CaseTest::judge).toList();
    assertThat(findings).hasSizeGreaterThanOrEqualTo(60);
    assertThat(findings.stream().map(Finding::ruleId))
        .containsAll(POLICY.rules().stream().map(Rule::id).toList());
    List<RootActivity> activities = findings.stream().map(Finding::activity).toList();
    Set<ActivityKind> kinds = EnumSet.allOf(ActivityKind.class);
    assertThat(activities.stream().map(RootActivity::kind)).containsAll(kinds);
    Set<EventOutcome> outcomes = EnumSet.allOf(EventOutcome.class);
    assertThat(activities.stream().map(RootActivity::outcome)).containsAll(outcomes);
    Set<Severity> severities = EnumSet.allOf(Severity.class);
    assertThat(findings.stream().map(Finding::severity)).containsAll(severities);
  }

  private static Finding judge(Path file) {
    return POLICY.judge(new Detector().detect(CaseFiles.event(file)).orElseThrow());
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
            CaseFiles.name(file),
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
    ReadResult reading = CaseFiles.read(file);
    assertThat(reading).isInstanceOf(ReadResult.Malformed.class);
    String message = String.valueOf(((ReadResult.Malformed) reading).problem().getMessage());
    return printable(message.replace(file.toString(), file.getFileName().toString()));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
