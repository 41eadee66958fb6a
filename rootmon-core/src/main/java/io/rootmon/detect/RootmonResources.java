package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises changes of rootmon's own resources by the names that its infrastructure code gives.
 */
final class RootmonResources {
  /** Every name that rootmon's infrastructure code gives contains it, in any letters. */
  static final String NAME = "rootmon";

  /** rootmon's infrastructure code names everything so; CloudFormation puts its own name before. */
  private static final Pattern OWN_NAME =
      Pattern.compile("(?i)(^|[/:]|StackSet-)" + NAME + "($|[-/:.@])");

  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

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
          "logGroupName",
          "keyId",
          "sourceArn",
          // The case of EventBridge Pipes' parameters in CloudTrail is not documented.
          "source",
          "Source",
          "Name",
          "identity",
          "emailIdentity",
          "configurationSetName",
          "stackDefinitions.stackName",
          "resourceMappings.source.stackName",
          "resourceMappings.destination.stackName");

  /** A refactoring that another call described: this one names no stack. */
  static final String NAMELESS = "ExecuteStackRefactor";

  /** The stage of a secret's version that a rotation prepares and rootmon does not read. */
  private static final String PENDING = "AWSPENDING";

  private RootmonResources() {}

  static boolean changesRootmon(CloudTrailEvent event) {
    return effect(event).isPresent();
  }

  /** What the call does to rootmon; empty where it concerns none of its resources. */
  static Optional<TamperingEffect> effect(CloudTrailEvent event) {
    Optional<WatchedCall> call = WatchedCalls.find(event);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    if (namesRootmon(event.requestParameters()) || namesRootmon(event.responseElements())) {
      return Optional.of(effect(call.get(), event.requestParameters()));
    }
    return call.get().name().equals(NAMELESS)
        ? Optional.of(TamperingEffect.ADDS)
        : Optional.empty();
  }

  /** The effect of a call on a resource that is known to be rootmon's. */
  static TamperingEffect effect(WatchedCall call, EventFields parameters) {
    boolean isHarmless =
        switch (call.name()) {
          case "UpdateTerminationProtection" -> parameters.isTrue("enableTerminationProtection");
          case "PutSecretValue" -> isOnlyPending(parameters);
          default -> false;
        };
    if (isHarmless) {
      return TamperingEffect.ADDS;
    }
    return disables(parameters) ? TamperingEffect.REMOVES : call.effect();
  }

  /** A rule, an alarm, or an event source mapping can be changed so that it does nothing. */
  private static boolean disables(EventFields parameters) {
    return parameters.text("state").filter("DISABLED"::equalsIgnoreCase).isPresent()
        || parameters.flag("actionsEnabled").filter(it -> !it).isPresent()
        || parameters.flag("enabled").filter(it -> !it).isPresent();
  }

  private static boolean isOnlyPending(EventFields parameters) {
    Collection<String> stages = parameters.under("versionStages").values().values();
    return !stages.isEmpty() && stages.stream().allMatch(PENDING::equals);
  }

  private static boolean namesRootmon(EventFields fields) {
    return fields.values().entrySet().stream()
        .anyMatch(
            field ->
                NAMING.contains(INDEX.matcher(field.getKey()).replaceAll(""))
                    && OWN_NAME.matcher(field.getValue()).find());
  }
}
