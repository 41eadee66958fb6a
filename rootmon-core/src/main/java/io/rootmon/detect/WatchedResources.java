package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.Fields;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** rootmon's own resources: what changes them, and how they are known by their names. */
final class WatchedResources {
  /** rootmon's infrastructure code names everything so; CloudFormation puts its own name before. */
  private static final Pattern OWN_NAME =
      Pattern.compile("(?i)(^|[/:]|StackSet-)rootmon($|[-/:.])");

  /** The parameters that name the changed resource itself, not another one that it mentions. */
  private static final Set<String> NAMING =
      Set.of(
          "name",
          "names",
          "rule",
          "eventBusName",
          "archiveName",
          "groupName",
          "functionName",
          "functionArn",
          "eventSourceArn",
          "queueUrl",
          "topicArn",
          "subscriptionArn",
          "secretId",
          "tableName",
          "resourceArn",
          "stackName",
          "stackSetName",
          "alarmName",
          "alarmNames",
          "roleName",
          "aliasName",
          "logGroupName");

  static final Map<String, Set<String>> CHANGES =
      Map.ofEntries(
          Map.entry(
              "events",
              Set.of(
                  "DeleteRule",
                  "DisableRule",
                  "PutRule",
                  "RemoveTargets",
                  "PutTargets",
                  "DeleteEventBus",
                  "UpdateEventBus",
                  "PutPermission",
                  "RemovePermission",
                  "DeleteArchive",
                  "UpdateArchive")),
          Map.entry("scheduler", Set.of("DeleteSchedule", "UpdateSchedule", "DeleteScheduleGroup")),
          Map.entry(
              "sqs",
              Set.of(
                  "DeleteQueue",
                  "PurgeQueue",
                  "SetQueueAttributes",
                  "AddPermission",
                  "RemovePermission")),
          Map.entry(
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
                  "RemovePermission20150331v2")),
          Map.entry(
              "sns",
              Set.of(
                  "DeleteTopic",
                  "Unsubscribe",
                  "SetTopicAttributes",
                  "SetSubscriptionAttributes",
                  "RemovePermission")),
          // Calls on a key name its id alone: only its alias can be known again.
          Map.entry("kms", Set.of("UpdateAlias", "DeleteAlias")),
          // A rotation puts a secret's value every few weeks: that is not a change of this kind.
          Map.entry(
              "secretsmanager",
              Set.of("DeleteSecret", "UpdateSecret", "PutResourcePolicy", "CancelRotateSecret")),
          Map.entry("ssm", Set.of("PutParameter", "DeleteParameter", "DeleteParameters")),
          Map.entry(
              "dynamodb",
              Set.of(
                  "DeleteTable",
                  "UpdateTable",
                  "UpdateTimeToLive",
                  "PutResourcePolicy",
                  "DeleteResourcePolicy")),
          Map.entry(
              "cloudformation",
              Set.of(
                  "DeleteStack",
                  "UpdateStack",
                  "DeleteStackSet",
                  "UpdateStackSet",
                  "DeleteStackInstances")),
          Map.entry("monitoring", Set.of("DeleteAlarms", "DisableAlarmActions", "PutMetricAlarm")),
          Map.entry("logs", Set.of("DeleteLogGroup")),
          Map.entry(
              "iam",
              Set.of(
                  "DeleteRole",
                  "DeleteRolePolicy",
                  "DetachRolePolicy",
                  "PutRolePolicy",
                  "PutRolePermissionsBoundary",
                  "UpdateAssumeRolePolicy")));

  private WatchedResources() {}

  static boolean changesRootmon(CloudTrailEvent event) {
    return CHANGES.getOrDefault(event.service(), Set.of()).contains(event.name())
        && (namesRootmon(event.requestParameters()) || namesRootmon(event.responseElements()));
  }

  private static boolean namesRootmon(Fields fields) {
    return fields.values().entrySet().stream()
        .anyMatch(
            field ->
                NAMING.contains(field.getKey().replaceFirst("\\[.*", ""))
                    && OWN_NAME.matcher(field.getValue()).find());
  }
}
