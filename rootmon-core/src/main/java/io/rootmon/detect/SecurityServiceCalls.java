package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The AWS services that record and detect, and the calls that disable or weaken them. */
final class SecurityServiceCalls {
  /** Calls that are relevant with any caller. */
  static final Map<String, Set<String>> OFF =
      Map.of(
          "cloudtrail",
          Set.of(
              "StopLogging",
              "DeleteTrail",
              "UpdateTrail",
              "PutEventSelectors",
              "DeleteEventDataStore",
              "StopEventDataStoreIngestion"),
          "guardduty",
          Set.of("DeleteDetector", "StopMonitoringMembers"),
          "securityhub",
          Set.of("DisableSecurityHub"),
          "config",
          Set.of("StopConfigurationRecorder", "DeleteConfigurationRecorder"));

  /** Calls that are routine maintenance by other callers, but suspicious by root. */
  private static final Map<String, Set<String>> LOOSENED =
      Map.of(
          "cloudtrail",
          Set.of("PutInsightSelectors", "UpdateEventDataStore"),
          "guardduty",
          Set.of(
              "CreateFilter",
              "DeletePublishingDestination",
              "DeleteMembers",
              "DisassociateMembers",
              "DisassociateFromAdministratorAccount",
              "DisassociateFromMasterAccount",
              "DisableOrganizationAdminAccount"),
          "securityhub",
          Set.of(
              "BatchDisableStandards",
              "DisassociateFromAdministratorAccount",
              "DisassociateFromMasterAccount"),
          "config",
          Set.of("PutConfigurationRecorder", "DeleteDeliveryChannel"),
          "inspector2",
          Set.of("Disable"),
          "macie2",
          Set.of("DisableMacie"),
          "detective",
          Set.of("DeleteGraph"),
          "access-analyzer",
          Set.of("DeleteAnalyzer"),
          "ec2",
          Set.of("DeleteFlowLogs"),
          "logs",
          Set.of("DeleteLogGroup"));

  private SecurityServiceCalls() {}

  static boolean isSwitchedOff(CloudTrailEvent event) {
    // AWS's services maintain trails and recorders under their own identities.
    return !event.identity().hasType("AWSService")
        && (isIn(OFF, event) || (isDetectorUpdate(event) && disables(event)));
  }

  static boolean isLoosenedByRoot(CloudTrailEvent event) {
    return (RootIndicators.isRoot(event) || RootIndicators.isIssuedByRoot(event))
        && isIn(LOOSENED, event);
  }

  private static boolean isIn(Map<String, Set<String>> names, CloudTrailEvent event) {
    return RootIndicators.contains(names, event);
  }

  /**
   * Returns the service that was called; derived from the name of the call if the record does not
   * name it.
   */
  static String service(CloudTrailEvent event) {
    if (!event.source().isEmpty()) {
      return event.service();
    }
    return Stream.of(OFF, LOOSENED)
        .flatMap(it -> it.entrySet().stream())
        .filter(it -> it.getValue().contains(event.name()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static boolean isDetectorUpdate(CloudTrailEvent event) {
    return (event.isFrom("guardduty") || event.source().isEmpty())
        && event.isNamed("UpdateDetector");
  }

  private static boolean disables(CloudTrailEvent event) {
    return event.requestParameters().values().entrySet().stream()
        .anyMatch(
            field ->
                field.getValue().equalsIgnoreCase("DISABLED")
                    || (field.getKey().endsWith("nable")
                        && field.getValue().equalsIgnoreCase("false")));
  }
}
