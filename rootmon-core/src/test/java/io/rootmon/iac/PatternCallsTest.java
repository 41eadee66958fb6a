package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.detect.Kind;
import io.rootmon.detect.RootActivity;
import io.rootmon.detect.WantedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call that the detector knows by its name passes the patterns, and no other of its kind. */
class PatternCallsTest {
  private static final EventPatterns PATTERNS = EventPatterns.shipped();

  @Test
  void everyCallThatCanChangeRootmonIsListed() {
    Set<String> listed = new TreeSet<>();
    Call.thatChangeRootmon()
        .forEach(it -> listed.add(it.service() + " " + WantedCalls.withoutVersion(it.name())));
    assertThat(listed).isEqualTo(names(WantedCalls.thatChangeRootmon()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeOfRootmonIsCarriedAndDetected(Call call) {
    assertThat(kind(call)).contains(Kind.TAMPERING);
    assertThat(matching(call)).hasSize(1).allMatch(it -> it.startsWith("tampering"));
  }

  /** The scan of an archive passes over records by their event's name. */
  @Test
  void thePrefilterReadsEveryCallThatIsDetected() throws Exception {
    CloudTrailReader skimming = new CloudTrailReader().skimming(Detector::isNameOfInterest);
    List<Call> calls = new ArrayList<>(Call.thatChangeRootmon());
    calls.addAll(calls(WantedCalls.thatSwitchDetectionOff(), "IAMUser"));
    calls.addAll(calls(WantedCalls.thatLoosenGuardrails(), "IAMUser"));
    calls.addAll(calls(WantedCalls.thatTargetRoot(), "IAMUser"));
    calls.add(new Call("guardduty", "UpdateTrustedEntitySet", "IAMUser", ""));
    calls.add(new Call("iam", "CreateRole", "IAMUser", "roleName=stacksets-exec-0a1b"));
    for (Call call : calls) {
      assertThat(kind(call)).as(call.toString()).isPresent();
      assertThat(skimming.events(file(call))).as(call.toString()).hasSize(1);
    }
    Call other = new Call("s3", "GetBucketAcl", "IAMUser", "");
    assertThat(skimming.events(file(other))).isEmpty();
  }

  /** As an object of a trail in S3. */
  private static String file(Call call) {
    return "{\"Records\":[" + call.detail() + "]}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"uprootmon", "rootmonitor", "orders"})
  void aResourceWhoseNameOnlyLooksLikeRootmonsIsNeither(String name) {
    for (Call call : callsThatNameTheResource()) {
      Call other = call.with(call.parameter().replaceAll("(?i)rootmon", name));
      assertThat(kind(other)).as(other.toString()).isEmpty();
      assertThat(matching(other)).as(other.toString()).isEmpty();
    }
  }

  @Test
  void aCallThatOnlyReadsRootmonsResourcesIsNeither() {
    for (Call call : Call.thatChangeRootmon()) {
      Call reading = new Call(call.service(), "Describe", call.identityType(), call.parameter());
      assertThat(kind(reading)).as(reading.toString()).isEmpty();
      assertThat(matching(reading)).as(reading.toString()).isEmpty();
    }
  }

  @Test
  void whoeverSwitchesDetectionOffIsCarriedButForAwsItself() {
    for (Call call : calls(WantedCalls.thatSwitchDetectionOff(), "AssumedRole")) {
      assertThat(kind(call)).as(call.toString()).contains(Kind.TAMPERING);
      assertThat(matching(call)).as(call.toString()).containsExactly("detection-off");
    }
    for (Call call : calls(WantedCalls.thatSwitchDetectionOff(), "AWSService")) {
      assertThat(kind(call)).as(call.toString()).isEmpty();
      assertThat(matching(call)).as(call.toString()).isEmpty();
    }
  }

  @Test
  void everyCallThatLoosensAGuardrailIsCarriedAndDetectedUnlessAwsMakesIt() {
    for (Call call : calls(WantedCalls.thatLoosenGuardrails(), "AssumedRole")) {
      assertThat(kind(call)).as(call.toString()).contains(Kind.TAMPERING);
      assertThat(matching(call)).as(call.toString()).containsExactly("guardrails");
    }
    for (Call call : calls(WantedCalls.thatLoosenGuardrails(), "AWSService")) {
      assertThat(kind(call)).as(call.toString()).isEmpty();
      assertThat(matching(call)).as(call.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CreateFilter, action=ARCHIVE, true",
    "CreateFilter, action=NOOP, false",
    "CreateFilter, '', false",
    "UpdateFilter, action=ARCHIVE, true",
    "UpdateFilter, '', true",
    "UpdateFilter, action=NOOP, false",
    "CreateIPSet, activate=true, true",
    "CreateIPSet, activate=false, false",
    "UpdateIPSet, '', true",
    "UpdateIPSet, activate=false, false",
    "CreateTrustedEntitySet, activate=true, true",
    "UpdateTrustedEntitySet, activate=true, true",
    "UpdateTrustedEntitySet, activate=false, false",
    "CreateThreatIntelSet, activate=true, false"
  })
  void guardDutyIsBlindedByAFilterThatArchivesAndByAListThatTrusts(
      String name, String parameter, boolean blinds) {
    Call call = new Call("guardduty", name, "AssumedRole", parameter);
    assertThat(kind(call).isPresent()).isEqualTo(blinds);
    assertThat(matching(call)).isEqualTo(blinds ? Set.of("guardrails") : Set.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CreateRole", "AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy"})
  void aRoleThatPassesForOneOfStackSetsIsCarriedAndDetected(String name) {
    Call call = new Call("iam", name, "IAMUser", "roleName=stacksets-exec-0a1b2c3d");
    assertThat(kind(call)).contains(Kind.TAMPERING);
    assertThat(matching(call)).containsExactly("guardrails-roles");
    Call another = call.with("roleName=stacksets-administration");
    assertThat(kind(another)).isEmpty();
    assertThat(matching(another)).isEmpty();
  }

  @Test
  void whatIsAboutTheRootUserIsCarriedWhoeverDidIt() {
    for (Call call : calls(WantedCalls.thatTargetRoot(), "AssumedRole")) {
      assertThat(kind(call)).as(call.toString()).contains(Kind.ROOT_TARGETED);
      assertThat(matching(call)).as(call.toString()).containsExactly("root-activity");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec2", "rds", "sts", "lambda"})
  void theSameNamesOfAnotherServiceAreNeither(String service) {
    Stream.of(
            WantedCalls.thatTargetRoot(),
            WantedCalls.thatSwitchDetectionOff(),
            WantedCalls.thatLoosenGuardrails())
        .flatMap(it -> it.values().stream().flatMap(Set::stream))
        .map(name -> new Call(service, name, "IAMUser", ""))
        .forEach(
            call -> {
              assertThat(kind(call)).as(call.toString()).isEmpty();
              assertThat(matching(call)).as(call.toString()).isEmpty();
            });
  }

  static List<Call> changes() {
    return Call.thatChangeRootmon();
  }

  private static List<Call> callsThatNameTheResource() {
    return Call.thatChangeRootmon().stream().filter(it -> !it.parameter().isEmpty()).toList();
  }

  private static List<Call> calls(Map<String, Set<String>> names, String identityType) {
    return names.entrySet().stream()
        .flatMap(
            of -> of.getValue().stream().map(it -> new Call(of.getKey(), it, identityType, "")))
        .toList();
  }

  private static Set<String> names(Map<String, Set<String>> byService) {
    return byService.entrySet().stream()
        .flatMap(of -> of.getValue().stream().map(it -> of.getKey() + " " + it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<Kind> kind(Call call) {
    return new Detector().detect(call.event()).map(RootActivity::kind);
  }

  private static Set<String> matching(Call call) {
    return PATTERNS.matching(BusEvents.around(call.detail()));
  }
}
