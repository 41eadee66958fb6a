package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.detect.RootActivity.TamperingEffect;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognizes changes of rootmon's own resources by the names that its infrastructure code uses. */
final class RootmonResources {
  /** The name that is part of each name in rootmon's infrastructure code, in any letter case. */
  static final String NAME = "rootmon";

  /** The names that rootmon's infrastructure code uses; CloudFormation adds a prefix. */
  private static final Pattern OWN_NAME =
      Pattern.compile("(?i)(^|[/:]|StackSet-)" + NAME + "($|[-/:.@])");

  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

  /** The parameters that name the changed resource, not another resource that it mentions. */
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
          "databaseName",
          "workGroup",
          "resourceArn",
          // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html
          "resourceARN",
          // https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html
          "resource",
          "stackName",
          "stackSetName",
          "alarmName",
          "alarmNames",
          "muteTargets.alarmNames",
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

  /** Executes a refactoring that another call described; the call itself names no stack. */
  static final String NAMELESS = "ExecuteStackRefactor";

  /** Changes an event bus; without a name the default bus, on which the spoke's rules are. */
  static final String BUS_CHANGE = "UpdateEventBus";

  private static final String DEFAULT_BUS = "default";

  /** The staging label of the secret version that a rotation prepares. rootmon does not read it. */
  private static final String PENDING = "AWSPENDING";

  private RootmonResources() {}

  static boolean changesRootmon(CloudTrailEvent event) {
    return effect(event).isPresent();
  }

  /** Returns the effect of the call on rootmon; empty if it concerns none of its resources. */
  static Optional<TamperingEffect> effect(CloudTrailEvent event) {
    Optional<WatchedCall> call = WatchedCalls.find(event);
    if (call.isEmpty()) {
      return Optional.empty();
    }
    if (namesRootmon(event.requestParameters())
        || namesRootmon(event.responseElements())
        || isOfDefaultBus(call.get(), event.requestParameters())) {
      return Optional.of(effect(call.get(), event.requestParameters()));
    }
    return call.get().name().equals(NAMELESS)
        ? Optional.of(TamperingEffect.ADDS)
        : Optional.empty();
  }

  /** Returns the effect of a call on a resource that belongs to rootmon. */
  static TamperingEffect effect(WatchedCall call, EventFields parameters) {
    boolean isHarmless =
        switch (call.name()) {
          case "UpdateTerminationProtection" -> parameters.isTrue("enableTerminationProtection");
          case "PutSecretValue" -> isOnlyPending(parameters);
          // Without a key, AWS encrypts the bus with a key of its own.
          case BUS_CHANGE ->
              isOfDefaultBus(call, parameters) && parameters.text("kmsKeyIdentifier").isEmpty();
          default -> false;
        };
    if (isHarmless) {
      return TamperingEffect.ADDS;
    }
    return disables(parameters) ? TamperingEffect.REMOVES : call.effect();
  }

  /**
   * Returns whether a rule, an alarm or an event source mapping is changed so that it has no
   * effect.
   */
  private static boolean disables(EventFields parameters) {
    return parameters.text("state").filter("DISABLED"::equalsIgnoreCase).isPresent()
        || parameters.flag("actionsEnabled").filter(it -> !it).isPresent()
        || parameters.flag("enabled").filter(it -> !it).isPresent();
  }

  /**
   * Returns whether the bus of the spoke's rules is changed. Its <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html">customer
   * key</a> encrypts the patterns and the targets of the rules.
   */
  private static boolean isOfDefaultBus(WatchedCall call, EventFields parameters) {
    return call.name().equals(BUS_CHANGE)
        && parameters.text("name").orElse(DEFAULT_BUS).equals(DEFAULT_BUS);
  }

  private static boolean isOnlyPending(EventFields parameters) {
    Collection<String> stages = parameters.under("versionStages").values().values();
    return !stages.isEmpty() && stages.stream().allMatch(PENDING::equals);
  }

  private static boolean namesRootmon(EventFields fields) {
    return name(fields).isPresent();
  }

  /** Returns the name of the changed resource, if it is one of rootmon's. */
  static Optional<String> name(EventFields fields) {
    return fields.values().entrySet().stream()
        .filter(
            field ->
                NAMING.contains(INDEX.matcher(field.getKey()).replaceAll(""))
                    && OWN_NAME.matcher(field.getValue()).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
