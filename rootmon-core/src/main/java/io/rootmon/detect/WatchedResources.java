package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The resources that must stay as they are for root to be seen: rootmon's own, and AWS's. */
final class WatchedResources {
  /** What rootmon's resources are named by; its infrastructure code names all of them so. */
  private static final String PREFIX = "rootmon";

  /** What changes one of rootmon's resources, by service. */
  private static final Map<String, Set<String>> CHANGES =
      Map.of(
          "events",
          Set.of(
              "DeleteRule",
              "DisableRule",
              "PutRule",
              "RemoveTargets",
              "PutTargets",
              "DeleteEventBus",
              "PutPermission",
              "RemovePermission",
              "UpdateEventBus",
              "DeleteArchive"),
          "sqs",
          Set.of(
              "DeleteQueue",
              "PurgeQueue",
              "SetQueueAttributes",
              "RemovePermission",
              "AddPermission"),
          "lambda",
          Set.of(
              "DeleteFunction20150331",
              "UpdateFunctionCode20150331v2",
              "UpdateFunctionConfiguration20150331v2",
              "PutFunctionConcurrency",
              "PutFunctionConcurrency20171031",
              "DeleteEventSourceMapping20150331",
              "UpdateEventSourceMapping20150331",
              "DeleteAlias20150331",
              "UpdateAlias20150331",
              "RemovePermission20150331v2"),
          "sns",
          Set.of("DeleteTopic", "Unsubscribe", "SetTopicAttributes", "RemovePermission"),
          "kms",
          Set.of("DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"),
          "secretsmanager",
          Set.of("DeleteSecret", "PutSecretValue", "UpdateSecret", "PutResourcePolicy"),
          "dynamodb",
          Set.of("DeleteTable", "UpdateTable", "UpdateTimeToLive"),
          "cloudformation",
          Set.of("DeleteStack", "DeleteStackSet", "DeleteStackInstances"),
          "monitoring",
          Set.of("DeleteAlarms", "DisableAlarmActions"));

  /** What switches recording or detection off, or turns it elsewhere, by service. */
  private static final Map<String, Set<String>> SWITCHES =
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
          Set.of(
              "DeleteDetector",
              "UpdateDetector",
              "DeletePublishingDestination",
              "DisassociateFromAdministratorAccount",
              "DisassociateFromMasterAccount",
              "DisassociateMembers",
              "DeleteMembers",
              "StopMonitoringMembers"),
          "securityhub",
          Set.of("DisableSecurityHub", "DisassociateFromAdministratorAccount"),
          "config",
          Set.of(
              "StopConfigurationRecorder",
              "DeleteConfigurationRecorder",
              "DeleteDeliveryChannel",
              "DeleteConfigurationAggregator"),
          "ec2",
          Set.of("DeleteFlowLogs"),
          "access-analyzer",
          Set.of("DeleteAnalyzer"),
          "macie2",
          Set.of("DisableMacie"),
          "detective",
          Set.of("DeleteGraph"));

  private WatchedResources() {}

  static boolean changesRootmon(CloudTrailEvent event) {
    return isIn(CHANGES, event)
        && event.requestParameters().values().values().stream()
            .anyMatch(WatchedResources::namesRootmon);
  }

  static boolean switchesDetectionOff(CloudTrailEvent event) {
    // AWS's own services keep trails and recorders in order as identities of their own.
    boolean keepsOn = event.isNamed("UpdateDetector") && event.requestParameters().isTrue("enable");
    return isIn(SWITCHES, event) && !keepsOn && !event.identity().hasType("AWSService");
  }

  private static boolean isIn(Map<String, Set<String>> names, CloudTrailEvent event) {
    return names.getOrDefault(event.service(), Set.of()).contains(event.name());
  }

  /** A name, an ARN's or an URL's last part that begins with the prefix. */
  private static boolean namesRootmon(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    int at = text.indexOf(PREFIX);
    while (at >= 0) {
      if (at == 0 || "/:".indexOf(text.charAt(at - 1)) >= 0) {
        return true;
      }
      at = text.indexOf(PREFIX, at + 1);
    }
    return false;
  }
}
