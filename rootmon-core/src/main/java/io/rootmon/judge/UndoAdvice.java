package io.rootmon.judge;

import static java.util.Map.entry;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import java.util.Map;

/**
 * Describes how to undo a call, as an infinitive such as "restart logging on the trail
 * \"{resource}\"".
 */
final class UndoAdvice {
  private static final String MEMBERS = "add the accounts to the service again";

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          entry("StopLogging", "restart logging on the trail \"{resource}\""),
          entry("DeleteTrail", "recreate the trail \"{resource}\""),
          entry("UpdateTrail", "restore the settings of the trail \"{resource}\""),
          entry("PutEventSelectors", "restore the event selectors of the trail \"{resource}\""),
          entry(
              "PutInsightSelectors", "restore the Insights selectors of the trail \"{resource}\""),
          // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RestoreEventDataStore.html
          entry(
              "DeleteEventDataStore",
              "restore the event data store {resource} within seven days of its deletion"),
          entry("UpdateEventDataStore", "restore the settings of the event data store {resource}"),
          entry(
              "StopEventDataStoreIngestion",
              "restart the ingestion of the event data store {resource}"),
          entry("StopConfigurationRecorder", "restart the configuration recorder \"{resource}\""),
          entry(
              "DeleteConfigurationRecorder", "recreate the configuration recorder \"{resource}\""),
          entry(
              "PutConfigurationRecorder",
              "restore the settings of the configuration recorder \"{resource}\""),
          entry("DeleteDeliveryChannel", "recreate the delivery channel of AWS Config"),
          entry("DeleteFlowLogs", "recreate the flow logs"),
          entry("DeleteLogGroup", "recreate the log group. Its log events are lost"),
          entry("DeleteLogStream", "check which log events are lost"),
          entry("DeleteDetector", "re-enable GuardDuty. The detector {resource} is deleted"),
          entry(
              "UpdateDetector", "re-enable the disabled part of the GuardDuty detector {resource}"),
          entry("EnableOrganizationsRootSessions", "disable central root sessions"),
          entry("DisableOrganizationsRootSessions", "re-enable central root sessions"),
          entry(
              "EnableOrganizationsRootCredentialsManagement",
              "disable central root credentials management"),
          entry(
              "DisableOrganizationsRootCredentialsManagement",
              "re-enable central root credentials management. Members can otherwise recover"
                  + " their own root credentials"),
          entry(
              "UpdateMemberDetectors",
              "re-enable the disabled part of GuardDuty in the member accounts"),
          entry(
              "UpdateOrganizationConfiguration",
              "re-enable the service for new accounts of the organization"),
          entry("UpdatePublishingDestination", "restore the destination of the exported findings"),
          entry(
              "DisableHealthServiceAccessForOrganization",
              "re-enable AWS Health access to the organization"),
          entry("DisableSecurityHubV2", "re-enable Security Hub"),
          entry("DisableImportFindingsForProduct", "re-enable the findings import for the product"),
          entry("UpdateStandardsControl", "re-enable the Security Hub control"),
          entry("BatchUpdateStandardsControlAssociations", "re-enable the Security Hub controls"),
          entry("CreateAutomationRule", "delete the automation rule"),
          entry("CreateAutomationRuleV2", "delete the automation rule"),
          entry("BatchUpdateAutomationRules", "restore the Security Hub automation rules"),
          entry("UpdateAutomationRuleV2", "restore the Security Hub automation rule"),
          entry("DeleteFindingAggregator", "recreate the aggregator of findings"),
          entry("DeleteAggregatorV2", "recreate the aggregator of findings"),
          entry("StopMonitoringMembers", "restart monitoring the member accounts"),
          entry("CreateFilter", "delete the filter \"{resource}\""),
          entry("UpdateFilter", "restore the criteria of the filter \"{resource}\""),
          entry("CreateIPSet", "deactivate the trusted list"),
          entry("CreateTrustedEntitySet", "deactivate the trusted list"),
          entry("DetachPolicy", "reattach the policy {resource}"),
          entry("DeletePolicy", "recreate the policy {resource}, and attach it"),
          entry("UpdatePolicy", "restore the text of the policy {resource}"),
          entry("MoveAccount", "move the account back into its unit"),
          entry(
              "DisablePolicyType",
              "re-enable {resource}, and attach its policies"
                  + AdviceTemplate.OR
                  + "re-enable the policy type, and attach its policies"),
          entry("DisableSecurityHub", "re-enable Security Hub"),
          entry("BatchDisableStandards", "re-enable the Security Hub standards"),
          entry("DeleteAnalyzer", "recreate the analyzer \"{resource}\""),
          entry("DisableMacie", "re-enable Macie"),
          entry("Disable", "re-enable Amazon Inspector"),
          entry("DeleteGraph", "re-enable Detective"),
          entry("DisassociateMembers", MEMBERS),
          entry("DeleteMembers", MEMBERS),
          entry(
              "DisassociateFromAdministratorAccount",
              "associate the account with its administrator again"),
          entry(
              "DisassociateFromMasterAccount",
              "associate the account with its administrator again"),
          entry("DisableOrganizationAdminAccount", "reappoint the delegated administrator"),
          entry("DeletePublishingDestination", "recreate the export of findings"),
          entry(
              "DeregisterDelegatedAdministrator",
              "register the delegated administrator for {resource} again"
                  + AdviceTemplate.OR
                  + "register the delegated administrator again"),
          entry(
              "RegisterDelegatedAdministrator",
              "deregister the account for {resource}"
                  + AdviceTemplate.OR
                  + "deregister the account"),
          entry(
              "DeregisterOrganizationDelegatedAdmin",
              "register the delegated administrator for CloudTrail again"),
          entry(
              "DisableAWSServiceAccess",
              "re-enable trusted access for {resource}"
                  + AdviceTemplate.OR
                  + "re-enable trusted access"),
          entry(
              "DeactivateOrganizationsAccess",
              "reactivate trusted access for StackSets in Organizations"),
          entry(
              "DeleteVirtualMFADevice",
              "find out whose device it was, that of a user or of root, and register a new one"),
          entry("DeactivateMFADevice", "have the user register the device again"),
          entry("EnableMFADevice", "remove the new device"),
          entry("CreateVirtualMFADevice", "delete the new device"));

  private static final String OTHER =
      "undo {event} on {resource}" + AdviceTemplate.OR + "undo {event}";

  private static final String PUBLIC =
      "remove public access to {resource}" + AdviceTemplate.OR + "remove public access";

  private static final String UNBLOCKED =
      "re-enable Block Public Access for {resource}"
          + AdviceTemplate.OR
          + "re-enable Block Public Access";

  /** Calls on rootmon's own resources that a new deployment does not undo. */
  private static final Map<String, String> ON_ROOTMON =
      Map.ofEntries(
          entry(
              "PurgeQueue", "revoke the actor's access. The deleted messages cannot be recovered"),
          entry("StartMessageMoveTask", "move the messages back, and revoke the actor's access"),
          // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
          entry(
              "SetAlarmState",
              "revoke the actor's access. The next evaluation sets the state of the alarm again"),
          entry(
              "PutSecretValue",
              "restore the previous version of the secret, and revoke the actor's access"),
          entry(
              "UpdateSecretVersionStage",
              "restore the previous version of the secret, and revoke the actor's access"),
          entry(
              "UpdateEventBus",
              "restore the settings of the event bus {resource}, and revoke the actor's access"),
          entry("DeleteSecret", "restore the secret {resource}, and revoke the actor's access"),
          entry(
              "ScheduleKeyDeletion",
              "cancel the deletion of the key {resource}, and revoke the actor's access"),
          entry("DisableKey", "re-enable the key {resource}, and revoke the actor's access"));

  private UndoAdvice() {}

  /**
   * Returns the text, with details to fill in.
   *
   * @param namesResource whether the record names the resource; if not, the text does not either
   */
  static String of(RootActivity activity, boolean namesResource) {
    String[] variants = text(activity).split(AdviceTemplate.OR, -1);
    return namesResource
        ? variants[0]
        : variants[variants.length - 1].replace(" \"{resource}\"", "").replace(" {resource}", "");
  }

  private static String text(RootActivity activity) {
    String name = activity.event().name();
    if (activity.changesRootmon()) {
      return ON_ROOTMON.getOrDefault(
          name, "redeploy rootmon's stack, and revoke the actor's access");
    } else if (name.equals("UpdateDetector") && suspends(activity)) {
      return "re-enable the GuardDuty detector {resource}";
    } else if (BY_NAME.containsKey(name)) {
      return BY_NAME.getOrDefault(name, OTHER);
    } else if (activity.is(ActivityKind.TAMPERING) || activity.isFrom("iam")) {
      return OTHER;
    }
    // The other rules with this advice are about calls that gave everyone access.
    return name.contains("BlockPublicAccess") || name.contains("PublicAccessBlock")
        ? UNBLOCKED
        : PUBLIC;
  }

  private static boolean suspends(RootActivity activity) {
    return activity.event().requestParameters().flag("enable").filter(it -> !it).isPresent();
  }
}
