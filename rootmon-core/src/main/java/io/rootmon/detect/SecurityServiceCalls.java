package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Locale;
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
              "StopEventDataStoreIngestion",
              // Empty selectors record nothing, and flags end the recording of other regions or
              // accounts.
              "UpdateEventDataStore"),
          "guardduty",
          Set.of("DeleteDetector", "StopMonitoringMembers"),
          "securityhub",
          Set.of("DisableSecurityHub", "DisableSecurityHubV2"),
          "config",
          Set.of("StopConfigurationRecorder", "DeleteConfigurationRecorder"));

  /** Calls that are routine maintenance by other callers, but suspicious by root. */
  private static final Map<String, Set<String>> LOOSENED =
      Map.of(
          "cloudtrail",
          Set.of("PutInsightSelectors"),
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
              "UpdateConfigurationPolicy",
              "DeleteConfigurationPolicy",
              "StartConfigurationPolicyDisassociation",
              "DisassociateFromAdministratorAccount",
              "DisassociateFromMasterAccount"),
          "config",
          Set.of(
              "PutConfigurationRecorder",
              "DisassociateResourceTypes",
              "DeleteServiceLinkedConfigurationRecorder",
              "DeleteDeliveryChannel"),
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

  /**
   * Calls that disable a service or a part of it with some parameters: in the account, in member
   * accounts, or in accounts that join the organization.
   */
  static final Map<String, Set<String>> PERHAPS_OFF =
      Map.of(
          "guardduty",
          Set.of("UpdateDetector", "UpdateMemberDetectors", "UpdateOrganizationConfiguration"),
          "securityhub",
          Set.of("UpdateOrganizationConfiguration"));

  private SecurityServiceCalls() {}

  static boolean isSwitchedOff(CloudTrailEvent event) {
    // AWS's services maintain trails and recorders under their own identities.
    return !event.identity().hasType("AWSService")
        && (isIn(OFF, event) || (isIn(PERHAPS_OFF, event) && disables(event)));
  }

  static boolean isLoosenedByRoot(CloudTrailEvent event) {
    return (RootIndicators.isRoot(event) || RootIndicators.isIssuedByRoot(event))
        && !RootIndicators.isServicesOwnAct(event)
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
    return Stream.of(OFF, PERHAPS_OFF, LOOSENED)
        .flatMap(it -> it.entrySet().stream())
        .filter(it -> it.getValue().contains(event.name()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /**
   * Returns whether the parameters disable something. <a
   * href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html">GuardDuty</a>
   * names the members of the organization to enable, and Security Hub has <a
   * href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_UpdateOrganizationConfiguration.html">AutoEnable</a>,
   * which central configuration requires to be false.
   */
  private static boolean disables(CloudTrailEvent event) {
    return !isCentrallyConfigured(event)
        && event.requestParameters().values().entrySet().stream()
            .anyMatch(it -> disables(it.getKey(), it.getValue()));
  }

  private static boolean disables(String path, String value) {
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "enable" -> value.equalsIgnoreCase("false");
      case "autoenable" -> value.equalsIgnoreCase("false") || value.equalsIgnoreCase("NONE");
      case "autoenableorganizationmembers" -> value.equalsIgnoreCase("NONE");
      case "status" -> value.equalsIgnoreCase("DISABLED");
      default -> false;
    };
  }

  private static boolean isCentrallyConfigured(CloudTrailEvent event) {
    return event.requestParameters().values().entrySet().stream()
        .anyMatch(
            it ->
                it.getKey().toLowerCase(Locale.ROOT).endsWith("configurationtype")
                    && it.getValue().equalsIgnoreCase("CENTRAL"));
  }
}
