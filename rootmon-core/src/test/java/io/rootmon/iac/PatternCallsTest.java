package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.DetectedCalls;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/**
 * Every call that the detector finds by name matches the patterns, and no other call of its kind
 * does.
 */
class PatternCallsTest {
  private static final EventPatterns PATTERNS = EventPatterns.shipped();

  @Test
  void everyCallThatCanChangeRootmonIsListed() {
    Set<String> listed = new TreeSet<>();
    CloudTrailCall.thatChangeRootmon()
        .forEach(it -> listed.add(it.service() + " " + DetectedCalls.withoutVersion(it.name())));
    assertThat(listed).isEqualTo(names(DetectedCalls.thatChangeRootmon()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeOfRootmonIsCarriedAndDetected(CloudTrailCall call) {
    assertThat(kind(call)).contains(ActivityKind.TAMPERING);
    assertThat(matching(call)).hasSize(1).allMatch(it -> it.startsWith("tampering"));
  }

  /** The scan of an archive passes over records by their event's name. */
  @Test
  void thePrefilterReadsEveryCallThatIsDetected() throws Exception {
    CloudTrailReader skimming = new CloudTrailReader().prefiltered(Detector::isNameOfInterest);
    List<CloudTrailCall> calls = new ArrayList<>(CloudTrailCall.thatChangeRootmon());
    calls.addAll(calls(DetectedCalls.thatSwitchDetectionOff(), "IAMUser"));
    calls.addAll(calls(DetectedCalls.thatLoosenGuardrails(), "IAMUser"));
    calls.addAll(calls(DetectedCalls.thatTargetRoot(), "IAMUser"));
    calls.add(new CloudTrailCall("guardduty", "UpdateTrustedEntitySet", "IAMUser", ""));
    calls.add(new CloudTrailCall("iam", "CreateRole", "IAMUser", "roleName=stacksets-exec-0a1b"));
    for (CloudTrailCall call : calls) {
      assertThat(kind(call)).as(call.toString()).isPresent();
      assertThat(skimming.events(file(call))).as(call.toString()).hasSize(1);
    }
    CloudTrailCall other = new CloudTrailCall("s3", "GetBucketAcl", "IAMUser", "");
    assertThat(skimming.events(file(other))).isEmpty();
  }

  /** As an object of a trail in S3. */
  private static String file(CloudTrailCall call) {
    return "{\"Records\":[" + call.detail() + "]}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"uprootmon", "rootmonitor", "orders"})
  void ignoresAResourceWithASimilarName(String name) {
    for (CloudTrailCall call : callsThatNameTheResource()) {
      CloudTrailCall other = call.with(call.parameter().replaceAll("(?i)rootmon", name));
      assertThat(kind(other)).as(other.toString()).isEmpty();
      assertThat(matching(other)).as(other.toString()).isEmpty();
    }
  }

  @Test
  void aCallThatOnlyReadsRootmonsResourcesIsNeither() {
    for (CloudTrailCall call : CloudTrailCall.thatChangeRootmon()) {
      CloudTrailCall reading =
          new CloudTrailCall(call.service(), "Describe", call.identityType(), call.parameter());
      assertThat(kind(reading)).as(reading.toString()).isEmpty();
      assertThat(matching(reading)).as(reading.toString()).isEmpty();
    }
  }

  @Test
  void forwardsEveryCallThatDisablesDetection() {
    for (CloudTrailCall call : calls(DetectedCalls.thatSwitchDetectionOff(), "AssumedRole")) {
      assertThat(kind(call)).as(call.toString()).contains(ActivityKind.TAMPERING);
      assertThat(matching(call)).as(call.toString()).containsExactly("detection-off");
    }
    for (CloudTrailCall call : calls(DetectedCalls.thatSwitchDetectionOff(), "AWSService")) {
      assertThat(kind(call)).as(call.toString()).isEmpty();
      assertThat(matching(call)).as(call.toString()).isEmpty();
    }
  }

  @Test
  void everyCallThatLoosensAGuardrailIsCarriedAndDetectedUnlessAwsMakesIt() {
    for (CloudTrailCall call : calls(DetectedCalls.thatLoosenGuardrails(), "AssumedRole")) {
      assertThat(kind(call)).as(call.toString()).contains(ActivityKind.TAMPERING);
      assertThat(matching(call)).as(call.toString()).containsExactly("guardrails");
    }
    for (CloudTrailCall call : calls(DetectedCalls.thatLoosenGuardrails(), "AWSService")) {
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
    CloudTrailCall call = new CloudTrailCall("guardduty", name, "AssumedRole", parameter);
    assertThat(kind(call).isPresent()).isEqualTo(blinds);
    assertThat(matching(call)).isEqualTo(blinds ? Set.of("guardrails") : Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "guardduty, UpdateDetector, enable=false, true",
    "guardduty, UpdateDetector, enable=true, false",
    "guardduty, UpdateMemberDetectors, features[].status=DISABLED, true",
    "guardduty, UpdateMemberDetectors, features[].status=ENABLED, false",
    "guardduty, UpdateOrganizationConfiguration, autoEnable=false, true",
    "guardduty, UpdateOrganizationConfiguration, autoEnableOrganizationMembers=NONE, true",
    "guardduty, UpdateOrganizationConfiguration, autoEnableOrganizationMembers=NEW, false",
    "guardduty, UpdateOrganizationConfiguration, features[].autoEnable=NONE, true",
    "guardduty, UpdateOrganizationConfiguration, dataSources.s3Logs.autoEnable=false, true",
    "securityhub, UpdateOrganizationConfiguration, AutoEnable=false, true",
    "securityhub, UpdateOrganizationConfiguration, AutoEnable=true, false",
    "securityhub, UpdateStandardsControl, ControlStatus=DISABLED, true",
    "securityhub, UpdateStandardsControl, ControlStatus=ENABLED, false",
    "securityhub, BatchUpdateStandardsControlAssociations,"
        + " StandardsControlAssociationUpdates[].AssociationStatus=DISABLED, true",
    "securityhub, CreateAutomationRule,"
        + " Actions[].FindingFieldsUpdate.Workflow.Status=SUPPRESSED, true",
    "securityhub, CreateAutomationRule,"
        + " Actions[].FindingFieldsUpdate.Workflow.Status=NOTIFIED, false",
    "securityhub, CreateAutomationRule, '', false"
  })
  void aServiceIsDisabledByTheParametersOfACall(
      String service, String name, String parameter, boolean disables) {
    CloudTrailCall call = new CloudTrailCall(service, name, "AssumedRole", parameter);
    assertThat(kind(call).isPresent()).isEqualTo(disables);
    assertThat(matching(call)).isEqualTo(disables ? Set.of("detection-off") : Set.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CreateRole", "AttachRolePolicy", "PutRolePolicy", "UpdateAssumeRolePolicy"})
  void aRoleThatPassesForOneOfStackSetsIsCarriedAndDetected(String name) {
    CloudTrailCall call =
        new CloudTrailCall("iam", name, "IAMUser", "roleName=stacksets-exec-0a1b2c3d");
    assertThat(kind(call)).contains(ActivityKind.TAMPERING);
    assertThat(matching(call)).containsExactly("guardrails-roles");
    CloudTrailCall another = call.with("roleName=stacksets-administration");
    assertThat(kind(another)).isEmpty();
    assertThat(matching(another)).isEmpty();
  }

  @Test
  void forwardsEventsAboutTheRootUserOfAnyCaller() {
    for (CloudTrailCall call : calls(DetectedCalls.thatTargetRoot(), "AssumedRole")) {
      assertThat(kind(call)).as(call.toString()).contains(ActivityKind.ROOT_TARGETED);
      assertThat(matching(call)).as(call.toString()).containsExactly("root-activity");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec2", "rds", "sts", "lambda"})
  void equalNamesOfAnotherServiceDoNotMatch(String service) {
    Stream.of(
            DetectedCalls.thatTargetRoot(),
            DetectedCalls.thatSwitchDetectionOff(),
            DetectedCalls.thatLoosenGuardrails())
        .flatMap(it -> it.values().stream().flatMap(Set::stream))
        .map(name -> new CloudTrailCall(service, name, "IAMUser", ""))
        .forEach(
            call -> {
              assertThat(kind(call)).as(call.toString()).isEmpty();
              assertThat(matching(call)).as(call.toString()).isEmpty();
            });
  }

  static List<CloudTrailCall> changes() {
    return CloudTrailCall.thatChangeRootmon();
  }

  private static List<CloudTrailCall> callsThatNameTheResource() {
    return CloudTrailCall.thatChangeRootmon().stream()
        .filter(it -> it.parameter().toLowerCase(Locale.ROOT).contains("rootmon"))
        .toList();
  }

  private static List<CloudTrailCall> calls(Map<String, Set<String>> names, String identityType) {
    return names.entrySet().stream()
        .flatMap(
            of ->
                of.getValue().stream()
                    .map(it -> new CloudTrailCall(of.getKey(), it, identityType, "")))
        .toList();
  }

  private static Set<String> names(Map<String, Set<String>> byService) {
    return byService.entrySet().stream()
        .flatMap(of -> of.getValue().stream().map(it -> of.getKey() + " " + it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<ActivityKind> kind(CloudTrailCall call) {
    return new Detector().detect(call.event()).map(RootActivity::kind);
  }

  private static Set<String> matching(CloudTrailCall call) {
    return PATTERNS.matching(EventBridgeEvents.around(call.detail()));
  }
}
