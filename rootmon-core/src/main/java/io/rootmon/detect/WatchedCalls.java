package io.rootmon.detect;

import static io.rootmon.detect.RootActivity.TamperingEffect.ADDS;
import static io.rootmon.detect.RootActivity.TamperingEffect.ADDS_RECIPIENT;
import static io.rootmon.detect.RootActivity.TamperingEffect.CHANGES;
import static io.rootmon.detect.RootActivity.TamperingEffect.CHANGES_ACCESS;
import static io.rootmon.detect.RootActivity.TamperingEffect.REMOVES;
import static io.rootmon.detect.WatchedCall.Scope.HUB;
import static io.rootmon.detect.WatchedCall.Scope.SPOKE;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity.TamperingEffect;
import io.rootmon.detect.WatchedCall.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists every call that can change one of rootmon's own resources. The detector uses this list, and
 * a test compares the event patterns and the service control policy with it.
 */
final class WatchedCalls {
  static final List<WatchedCall> ALL =
      Stream.of(
              of("events", SPOKE, REMOVES, "DeleteRule", "DisableRule", "RemoveTargets"),
              // EnableRule changes a rule that matches all management events to a state without
              // read events.
              of("events", SPOKE, CHANGES, "PutRule", "PutTargets", "EnableRule"),
              of("events", HUB, REMOVES, "DeleteEventBus", "DeleteArchive"),
              of("events", HUB, CHANGES, "UpdateArchive"),
              // The key of the default bus encrypts the spoke's rules.
              of("events", SPOKE, CHANGES, "UpdateEventBus"),
              of("events", HUB, CHANGES_ACCESS, "PutPermission", "RemovePermission"),
              of("events", HUB, ADDS, "TagResource", "UntagResource"),
              of("scheduler", HUB, REMOVES, "DeleteSchedule", "DeleteScheduleGroup"),
              of("scheduler", HUB, CHANGES, "UpdateSchedule"),
              of("sqs", SPOKE, REMOVES, "DeleteQueue", "PurgeQueue", "StartMessageMoveTask"),
              of("sqs", SPOKE, CHANGES, "SetQueueAttributes"),
              of("sqs", SPOKE, CHANGES_ACCESS, "AddPermission", "RemovePermission"),
              of("monitoring", SPOKE, REMOVES, "DeleteAlarms", "DisableAlarmActions"),
              of("monitoring", HUB, REMOVES, "PutAlarmMuteRule"),
              of("monitoring", SPOKE, CHANGES, "PutMetricAlarm", "SetAlarmState"),
              of("monitoring", HUB, CHANGES, "PutCompositeAlarm"),
              of("iam", SPOKE, REMOVES, "DeleteRole"),
              of("iam", SPOKE, CHANGES, "UpdateRole"),
              of(
                  "iam",
                  SPOKE,
                  CHANGES_ACCESS,
                  "AttachRolePolicy",
                  "DetachRolePolicy",
                  "PutRolePolicy",
                  "DeleteRolePolicy",
                  "PutRolePermissionsBoundary",
                  "DeleteRolePermissionsBoundary",
                  "UpdateAssumeRolePolicy"),
              of("iam", SPOKE, ADDS, "TagRole", "UntagRole", "UpdateRoleDescription"),
              of(
                  "cloudformation",
                  SPOKE,
                  CHANGES,
                  "UpdateStack",
                  "CreateChangeSet",
                  "ExecuteChangeSet",
                  "CreateStackRefactor",
                  "ExecuteStackRefactor",
                  "RollbackStack",
                  "CancelUpdateStack",
                  "ContinueUpdateRollback",
                  "SetStackPolicy",
                  "UpdateTerminationProtection"),
              of("cloudformation", SPOKE, REMOVES, "DeleteStack"),
              of("cloudformation", HUB, REMOVES, "DeleteStackSet", "DeleteStackInstances"),
              of(
                  "cloudformation",
                  HUB,
                  CHANGES,
                  "UpdateStackSet",
                  "UpdateStackInstances",
                  "StopStackSetOperation",
                  "ImportStacksToStackSet"),
              of("cloudformation", HUB, ADDS, "CreateStackInstances"),
              of(
                  "lambda",
                  HUB,
                  REMOVES,
                  "DeleteFunction",
                  "DeleteAlias",
                  "DeleteEventSourceMapping",
                  "DeleteFunctionUrlConfig",
                  "PutFunctionConcurrency"),
              of(
                  "lambda",
                  HUB,
                  CHANGES,
                  "UpdateFunctionCode",
                  "UpdateFunctionConfiguration",
                  "UpdateAlias",
                  // A second mapping, or one of another function, consumes messages of the queue.
                  "CreateEventSourceMapping",
                  "UpdateEventSourceMapping",
                  "DeleteFunctionConcurrency",
                  "PutFunctionEventInvokeConfig",
                  "UpdateFunctionEventInvokeConfig",
                  "DeleteFunctionEventInvokeConfig",
                  "PutFunctionRecursionConfig",
                  "PutFunctionScalingConfig",
                  "PutProvisionedConcurrencyConfig",
                  "DeleteProvisionedConcurrencyConfig",
                  "PutRuntimeManagementConfig",
                  "PutFunctionCodeSigningConfig",
                  "DeleteFunctionCodeSigningConfig"),
              of(
                  "lambda",
                  HUB,
                  CHANGES_ACCESS,
                  "AddPermission",
                  "RemovePermission",
                  "CreateFunctionUrlConfig",
                  "UpdateFunctionUrlConfig"),
              of("lambda", HUB, ADDS, "TagResource", "UntagResource"),
              of("pipes", HUB, CHANGES, "CreatePipe", "UpdatePipe"),
              of("sns", HUB, REMOVES, "DeleteTopic", "Unsubscribe"),
              of(
                  "sns",
                  HUB,
                  CHANGES,
                  "SetTopicAttributes",
                  "SetSubscriptionAttributes",
                  "PutDataProtectionPolicy"),
              of("sns", HUB, CHANGES_ACCESS, "AddPermission", "RemovePermission"),
              of("sns", HUB, ADDS_RECIPIENT, "Subscribe"),
              of("kms", HUB, REMOVES, "DisableKey", "ScheduleKeyDeletion", "DeleteAlias"),
              of("kms", HUB, REMOVES, "DeleteImportedKeyMaterial"),
              of("kms", HUB, CHANGES, "UpdateAlias", "UpdatePrimaryRegion"),
              of("kms", HUB, CHANGES_ACCESS, "PutKeyPolicy", "RevokeGrant"),
              of("kms", HUB, ADDS, "DisableKeyRotation"),
              of("secretsmanager", HUB, REMOVES, "DeleteSecret"),
              of(
                  "secretsmanager",
                  HUB,
                  CHANGES,
                  "UpdateSecret",
                  "PutSecretValue",
                  "UpdateSecretVersionStage",
                  "RotateSecret",
                  "CancelRotateSecret"),
              of(
                  "secretsmanager",
                  HUB,
                  CHANGES_ACCESS,
                  "PutResourcePolicy",
                  "DeleteResourcePolicy"),
              of("ssm", HUB, REMOVES, "DeleteParameter", "DeleteParameters"),
              of("ssm", HUB, CHANGES, "PutParameter"),
              of("dynamodb", HUB, REMOVES, "DeleteTable"),
              of("dynamodb", HUB, CHANGES, "UpdateTable", "UpdateTimeToLive"),
              of("dynamodb", HUB, CHANGES_ACCESS, "PutResourcePolicy", "DeleteResourcePolicy"),
              of("dynamodb", HUB, ADDS, "UpdateContinuousBackups"),
              // The second witness queries this table with this workgroup.
              of("glue", HUB, REMOVES, "DeleteTable", "BatchDeleteTable", "DeleteDatabase"),
              of("glue", HUB, CHANGES, "UpdateTable", "UpdateDatabase"),
              of("athena", HUB, REMOVES, "DeleteWorkGroup"),
              of("athena", HUB, CHANGES, "UpdateWorkGroup"),
              of("logs", HUB, REMOVES, "DeleteLogGroup", "DeleteLogStream"),
              of("logs", HUB, CHANGES, "PutRetentionPolicy"),
              of("ses", HUB, REMOVES, "DeleteIdentity", "DeleteEmailIdentity"),
              of("ses", HUB, REMOVES, "DeleteConfigurationSet"),
              of(
                  "ses",
                  HUB,
                  CHANGES_ACCESS,
                  "PutIdentityPolicy",
                  "CreateEmailIdentityPolicy",
                  "UpdateEmailIdentityPolicy",
                  "DeleteIdentityPolicy",
                  "DeleteEmailIdentityPolicy"))
          .flatMap(List::stream)
          .toList();

  private static final Map<String, WatchedCall> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(WatchedCalls::key, Function.identity()));

  private static final Set<String> NAMES =
      ALL.stream().map(WatchedCall::name).collect(Collectors.toUnmodifiableSet());

  private WatchedCalls() {}

  /** Returns the entry for the event's call; empty if the list does not contain it. */
  static Optional<WatchedCall> find(CloudTrailEvent event) {
    // Most events have another name, so a key is created only for the rest.
    String name = WatchedCall.withoutVersion(event.name());
    return NAMES.contains(name)
        ? Optional.ofNullable(BY_NAME.get(service(event) + " " + name))
        : Optional.empty();
  }

  /** Returns the names, without versions, of all services. */
  static Set<String> names() {
    return NAMES;
  }

  /**
   * Returns the service's name. Amazon SES is {@code email} in the event source of its first API.
   */
  private static String service(CloudTrailEvent event) {
    String service = event.service();
    return service.equals("email") ? "ses" : service;
  }

  private static String key(WatchedCall call) {
    return call.service() + " " + call.name();
  }

  private static List<WatchedCall> of(
      String service, Scope scope, TamperingEffect effect, String... names) {
    return Stream.of(names).map(it -> new WatchedCall(service, it, effect, scope)).toList();
  }
}
