package io.rootmon.judge;

import static java.util.Map.entry;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import java.util.Map;

/**
 * Describes how to undo a call, as an infinitive such as "start logging on the trail \"{resource}\"
 * again".
 */
final class UndoAdvice {
  private static final String MEMBERS = "add the accounts to the service again";

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          entry("StopLogging", "start logging on the trail \"{resource}\" again"),
          entry("DeleteTrail", "create the trail \"{resource}\" again"),
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
              "start the ingestion of the event data store {resource} again"),
          entry(
              "StopConfigurationRecorder", "start the configuration recorder \"{resource}\" again"),
          entry(
              "DeleteConfigurationRecorder",
              "create the configuration recorder \"{resource}\" again"),
          entry(
              "PutConfigurationRecorder",
              "restore the settings of the configuration recorder \"{resource}\""),
          entry("DeleteDeliveryChannel", "create the delivery channel of AWS Config again"),
          entry("DeleteFlowLogs", "create the flow logs again"),
          entry("DeleteLogGroup", "create the log group again. Its log events are lost"),
          entry("DeleteLogStream", "check which log events are lost"),
          entry("DeleteDetector", "enable GuardDuty again. The detector {resource} is deleted"),
          entry(
              "UpdateDetector",
              "enable the disabled part of the GuardDuty detector {resource} again"),
          entry("EnableOrganizationsRootSessions", "disable central root sessions again"),
          entry("DisableOrganizationsRootSessions", "enable central root sessions again"),
          entry(
              "EnableOrganizationsRootCredentialsManagement",
              "disable central root credentials management again"),
          entry(
              "DisableOrganizationsRootCredentialsManagement",
              "enable central root credentials management again. Members can otherwise recover"
                  + " their own root credentials"),
          entry(
              "UpdateMemberDetectors",
              "enable the disabled part of GuardDuty in the member accounts again"),
          entry(
              "UpdateOrganizationConfiguration",
              "enable the service for new accounts of the organization again"),
          entry("UpdatePublishingDestination", "restore the destination of the exported findings"),
          entry(
              "DisableHealthServiceAccessForOrganization",
              "enable the access of AWS Health to the organization again"),
          entry("DisableSecurityHubV2", "enable Security Hub again"),
          entry(
              "DisableImportFindingsForProduct",
              "enable the import of findings of the product again"),
          entry("UpdateStandardsControl", "enable the control of Security Hub again"),
          entry(
              "BatchUpdateStandardsControlAssociations",
              "enable the controls of Security Hub again"),
          entry("CreateAutomationRule", "delete the automation rule"),
          entry("CreateAutomationRuleV2", "delete the automation rule"),
          entry("BatchUpdateAutomationRules", "restore the automation rules of Security Hub"),
          entry("UpdateAutomationRuleV2", "restore the automation rule of Security Hub"),
          entry("DeleteFindingAggregator", "create the aggregator of findings again"),
          entry("DeleteAggregatorV2", "create the aggregator of findings again"),
          entry("StopMonitoringMembers", "start monitoring the member accounts again"),
          entry("CreateFilter", "delete the filter \"{resource}\""),
          entry("UpdateFilter", "restore the criteria of the filter \"{resource}\""),
          entry("CreateIPSet", "deactivate the trusted list"),
          entry("CreateTrustedEntitySet", "deactivate the trusted list"),
          entry("DetachPolicy", "attach the policy {resource} again"),
          entry("DeletePolicy", "create the policy {resource} again, and attach it"),
          entry("UpdatePolicy", "restore the text of the policy {resource}"),
          entry("MoveAccount", "move the account back into its unit"),
          entry(
              "DisablePolicyType",
              "enable {resource} again, and attach its policies"
                  + AdviceTemplate.OR
                  + "enable the policy type again, and attach its policies"),
          entry("DisableSecurityHub", "enable Security Hub again"),
          entry("BatchDisableStandards", "enable the standards of Security Hub again"),
          entry("DeleteAnalyzer", "create the analyzer \"{resource}\" again"),
          entry("DisableMacie", "enable Macie again"),
          entry("Disable", "enable Amazon Inspector again"),
          entry("DeleteGraph", "enable Detective again"),
          entry("DisassociateMembers", MEMBERS),
          entry("DeleteMembers", MEMBERS),
          entry(
              "DisassociateFromAdministratorAccount",
              "associate the account with its administrator again"),
          entry(
              "DisassociateFromMasterAccount",
              "associate the account with its administrator again"),
          entry(
              "DisableOrganizationAdminAccount",
              "appoint the administrator of the organization again"),
          entry("DeletePublishingDestination", "create the export of findings again"),
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
              "register the delegated administrator of CloudTrail again"),
          entry(
              "DisableAWSServiceAccess",
              "enable trusted access for {resource} again"
                  + AdviceTemplate.OR
                  + "enable trusted access again"),
          entry(
              "DeactivateOrganizationsAccess",
              "activate the trusted access of StackSets with Organizations again"),
          entry(
              "DeleteVirtualMFADevice",
              "find the user of the deleted device, and have them register a new one"),
          entry("DeactivateMFADevice", "have the user register the device again"),
          entry("EnableMFADevice", "remove the new device"),
          entry("CreateVirtualMFADevice", "delete the new device"));

  private static final String OTHER =
      "undo {event} on {resource}" + AdviceTemplate.OR + "undo {event}";

  private static final String PUBLIC =
      "remove the access of everyone to {resource}"
          + AdviceTemplate.OR
          + "remove the access of everyone";

  private static final String UNBLOCKED =
      "enable Block Public Access of {resource} again"
          + AdviceTemplate.OR
          + "enable Block Public Access again";

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
          entry("DisableKey", "enable the key {resource} again, and revoke the actor's access"));

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
          name, "deploy rootmon's stack again, and revoke the actor's access");
    } else if (name.equals("UpdateDetector") && suspends(activity)) {
      return "enable the GuardDuty detector {resource} again";
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
