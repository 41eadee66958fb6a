package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** AWS's services that record and detect, and the calls that switch them off or weaken them. */
final class SecurityServiceCalls {
  /** Relevant with any caller. */
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

  /** Everyday maintenance in other hands; root has no business there. */
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
    // AWS's own services keep trails and recorders in order as identities of their own.
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

  /** The service that was called, by the name of the call where the record does not say. */
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
