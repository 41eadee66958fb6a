package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The calls that the detector finds by name, by service. The event patterns must contain them. */
public final class DetectedCalls {
  private DetectedCalls() {}

  public static Map<String, Set<String>> thatChangeRootmon() {
    return WatchedCalls.ALL.stream()
        .collect(
            Collectors.groupingBy(
                WatchedCall::service, Collectors.mapping(WatchedCall::name, Collectors.toSet())));
  }

  /** The IAM actions of the calls that change a spoke. */
  public static Set<String> actionsThatChangeTheSpoke() {
    return WatchedCalls.ALL.stream()
        .filter(it -> it.scope() == WatchedCall.Scope.SPOKE)
        .map(WatchedCall::action)
        .collect(Collectors.toSet());
  }

  /** The IAM actions by which a role passes for one of StackSets. */
  public static Set<String> actionsOnStackSetsRoles() {
    return Guardrails.ROLE_CALLS.stream().map(it -> "iam:" + it).collect(Collectors.toSet());
  }

  public static Map<String, Set<String>> thatSwitchDetectionOff() {
    return SecurityServiceCalls.OFF;
  }

  public static Map<String, Set<String>> thatTargetRoot() {
    return RootIndicators.TARGETING;
  }

  public static Map<String, Set<String>> thatLoosenGuardrails() {
    return Guardrails.CALLS;
  }

  public static boolean loosensGuardrail(CloudTrailEvent event) {
    return Guardrails.isLoosened(event);
  }

  /** As CloudTrail names the call: AWS Lambda appends the version of its API to most names. */
  public static String withoutVersion(String eventName) {
    return WatchedCall.withoutVersion(eventName);
  }
}
