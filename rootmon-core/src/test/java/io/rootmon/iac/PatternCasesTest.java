package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.Cases;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.Detector;
import io.rootmon.detect.Kind;
import io.rootmon.detect.RootActivity;
import io.rootmon.detect.WantedCalls;
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
  /** Cases that the patterns do not match, though the detector knows them, and why. */
  private static final Map<String, String> NOT_ON_A_BUS =
      Map.of(
          "root.change--identity-an-arn",
          "EventBridge carries CloudTrail's own JSON: an identity that is a text comes from exports",
          "root.change--identity-json-in-a-text",
          "EventBridge carries CloudTrail's own JSON: an identity that is a text comes from exports",
          "root.unknown--odd-everything",
          "EventBridge carries CloudTrail's own JSON: an identity that is a text comes from exports");

  private static final EventPatterns PATTERNS = EventPatterns.shipped();

  @TestFactory
  Stream<DynamicTest> theBusCarriesWhatTheDetectorWants() {
    return cases()
        .filter(file -> !NOT_ON_A_BUS.containsKey(Cases.name(file)))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    Cases.folder(file) + "/" + Cases.name(file),
                    () -> assertThat(matching(file)).isEqualTo(wanted(file))));
  }

  @Test
  void whatIsNotOnABusIsListedWithAReasonAndNothingMore() {
    Map<String, String> unmatched = new TreeMap<>();
    cases()
        .filter(file -> !wanted(file).isEmpty() && matching(file).isEmpty())
        .map(Cases::name)
        .forEach(
            name -> unmatched.put(name, NOT_ON_A_BUS.getOrDefault(name, "no reason is given")));
    assertThat(unmatched).isEqualTo(new TreeMap<>(NOT_ON_A_BUS));
  }

  private static Stream<Path> cases() {
    return Stream.concat(Cases.judged().stream(), Cases.in("ignored").stream());
  }

  /** rootmon's own resources, and the guardrails, are spread over several patterns. */
  private static Set<String> matching(Path file) {
    Set<String> names = new TreeSet<>();
    PATTERNS
        .matching(BusEvents.of(file))
        .forEach(it -> names.add(it.replaceFirst("^(tampering|guardrails)-.*", "$1")));
    return names;
  }

  private static Set<String> wanted(Path file) {
    Set<String> names = new TreeSet<>();
    Optional<RootActivity> found = new Detector().detect(Cases.event(file));
    if (found.isEmpty()) {
      return names;
    }
    RootActivity activity = found.get();
    CloudTrailEvent event = activity.event();
    if (event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)) {
      return Set.of("guardduty");
    }
    if (event.hasType(CloudTrailEvent.HEALTH_EVENT)
        || event.hasType(CloudTrailEvent.REGION_STATUS)) {
      return Set.of("account-notices");
    }
    if (!activity.is(Kind.TAMPERING) || activity.underRootsPower()) {
      names.add("root-activity");
    }
    if (WantedCalls.loosensGuardrail(event)) {
      names.add("guardrails");
    }
    if (activity.changesRootmon()) {
      names.add("tampering");
    } else if (!activity.loosensGuardrail()
        && activity.is(Kind.TAMPERING)
        && !activity.kindReason().contains("root loosened")) {
      names.add("detection-off");
    }
    return names;
  }
}
