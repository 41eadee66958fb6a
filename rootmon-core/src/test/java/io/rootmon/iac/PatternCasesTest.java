package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.DetectedCalls;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the library, put on a bus: what the detector wants is matched, nothing else. */
class PatternCasesTest {
  /** Cases that the detector finds and the patterns do not match, with the reason. */
  private static final Map<String, String> NOT_ON_A_BUS =
      Map.of(
          "cloudwatch.root-usage",
          "an alarm sends its message to a topic",
          "root.change--identity-an-arn",
          "EventBridge carries CloudTrail's own JSON: an identity that is a text comes from"
              + " exports",
          "root.change--identity-json-in-a-text",
          "EventBridge carries CloudTrail's own JSON: an identity that is a text comes from"
              + " exports",
          "root.unknown--odd-everything",
          "EventBridge carries CloudTrail's own JSON: an identity that is a text comes from"
              + " exports");

  /** Calls on guardrails for which the pattern of the guardrails has no space left. */
  private static final Set<String> IN_DETECTION_OFF =
      Set.of(
          "CreateAutomationRule",
          "CreateAutomationRuleV2",
          "UpdateStandardsControl",
          "BatchUpdateStandardsControlAssociations");

  private static final EventPatterns PATTERNS = EventPatterns.shipped();

  @TestFactory
  Stream<DynamicTest> theBusForwardsEveryDetectedEvent() {
    return cases()
        .filter(file -> !NOT_ON_A_BUS.containsKey(CaseFiles.name(file)))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    CaseFiles.folder(file) + "/" + CaseFiles.name(file),
                    () -> assertThat(matching(file)).isEqualTo(matched(file))));
  }

  @Test
  void listsCallsOutsideTheBusWithAReason() {
    Map<String, String> unmatched = new TreeMap<>();
    cases()
        .filter(file -> !matched(file).isEmpty() && matching(file).isEmpty())
        .map(CaseFiles::name)
        .forEach(
            name -> unmatched.put(name, NOT_ON_A_BUS.getOrDefault(name, "no reason is given")));
    assertThat(unmatched).isEqualTo(new TreeMap<>(NOT_ON_A_BUS));
  }

  private static Stream<Path> cases() {
    return Stream.concat(CaseFiles.judged().stream(), CaseFiles.in("ignored").stream());
  }

  /** rootmon's own resources, and the guardrails, are spread over several patterns. */
  private static Set<String> matching(Path file) {
    Set<String> names = new TreeSet<>();
    PATTERNS
        .matching(EventBridgeEvents.of(file))
        .forEach(it -> names.add(it.replaceFirst("^(tampering|guardrails)-.*", "$1")));
    return names;
  }

  private static Set<String> matched(Path file) {
    Set<String> names = new TreeSet<>();
    Optional<RootActivity> found = new Detector().detect(CaseFiles.event(file));
    if (found.isEmpty()) {
      return names;
    }
    RootActivity activity = found.get();
    CloudTrailEvent event = activity.event();
    if (event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)) {
      String source = EventBridgeEvents.of(file).path("source").asText();
      return Set.of(source.equals("aws.securityhub") ? "securityhub" : "guardduty");
    }
    if (event.hasType(CloudTrailEvent.HEALTH_EVENT)
        || event.hasType(CloudTrailEvent.REGION_STATUS)) {
      return Set.of("account-notices");
    }
    if (!activity.is(ActivityKind.TAMPERING) || activity.underRootsPower()) {
      names.add("root-activity");
    }
    if (DetectedCalls.loosensGuardrail(event)) {
      names.add(IN_DETECTION_OFF.contains(event.name()) ? "detection-off" : "guardrails");
    }
    if (activity.changesRootmon()) {
      names.add("tampering");
    } else if (!activity.loosensGuardrail()
        && activity.is(ActivityKind.TAMPERING)
        && !activity.kindReason().contains("root weakened")
        // Without its source the record is only known to be root's.
        && !activity.event().source().isEmpty()) {
      names.add("detection-off");
    }
    return names;
  }
}
