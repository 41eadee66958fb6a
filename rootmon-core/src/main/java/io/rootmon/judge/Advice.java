package io.rootmon.judge;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity;
import io.rootmon.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule's advice, filled with the details of one event: {@code {account}} the account concerned,
 * {@code {address}} where the call came from, {@code {key}} the access key created, changed or
 * used, {@code {resource}} what was changed, {@code {policy}} the policy given, {@code {actor}}
 * whom to ask, {@code {stop}} how root's sessions are ended, {@code {task}} the task of a central
 * root session, {@code {region}} the region that was enabled or disabled, {@code {event}} the call.
 */
final class Advice {
  private static final int LONGEST_DETAIL = 120;

  private record Detail(String name, Function<RootActivity, String> value) {}

  private static final List<Detail> DETAILS =
      List.of(
          new Detail("{account}", it -> it.account().map(id -> id.value()).orElse("the account")),
          new Detail("{address}", it -> it.event().sourceAddress().orElse("an unknown address")),
          new Detail("{key}", Advice::key),
          new Detail("{policy}", Advice::policy),
          new Detail("{resource}", Advice::resource),
          new Detail("{actor}", Advice::actor),
          new Detail("{stop}", Advice::stop),
          new Detail("{region}", it -> parameter(it, "regionName").orElse("in the event")),
          new Detail("{task}", it -> it.centralTask().orElse("its task")),
          new Detail("{event}", it -> it.event().name()));

  private static final List<String> NAMES_OF_RESOURCES =
      List.of(
          "userName",
          "roleName",
          "groupName",
          "policyId",
          "policyType",
          "servicePrincipal",
          "policyName",
          "policyArn",
          "name",
          "trailName",
          "eventDataStore",
          "detectorId",
          "configurationRecorderName",
          "analyzerName",
          "bucketName",
          "functionName",
          "topicArn",
          "queueUrl",
          "secretId",
          "keyId",
          "instanceId",
          "regionName",
          "url",
          "sAMLProviderArn",
          "resourceArn",
          "alternateContactType",
          "arn",
          "roleArn");

  private Advice() {}

  static List<String> fill(List<String> lines, RootActivity activity) {
    List<String> filled = new ArrayList<>();
    for (String line : lines) {
      String text = line;
      for (Detail detail : DETAILS) {
        if (text.contains(detail.name())) {
          String value = SafeText.line(detail.value().apply(activity), LONGEST_DETAIL);
          // A value that looks like another detail's name stays what it is.
          text = text.replace(detail.name(), value.replace('{', '(').replace('}', ')'));
        }
      }
      filled.add(text);
    }
    return filled;
  }

  private static String key(RootActivity activity) {
    CloudTrailEvent event = activity.event();
    return event
        .responseElements()
        .text("accessKey.accessKeyId")
        .or(() -> event.responseElements().text("credentials.accessKeyId"))
        .or(() -> parameter(activity, "accessKeyId"))
        .or(() -> activity.mintsCredentials() ? Optional.empty() : event.identity().accessKeyId())
        .orElse("their key is not in the record");
  }

  private static String policy(RootActivity activity) {
    return parameter(activity, "policyArn")
        .or(() -> parameter(activity, "policyName"))
        .orElse("its text is in the event");
  }

  /** What a call changed, by the first parameter that usually names it. */
  private static String resource(RootActivity activity) {
    return NAMES_OF_RESOURCES.stream()
        .flatMap(name -> parameter(activity, name).stream())
        .findFirst()
        .orElse("see what " + activity.event().name() + " did");
  }

  private static String actor(RootActivity activity) {
    return activity.actedAsRoot() && !activity.inCentralSession()
        ? "whoever holds root for " + activity.account().map(AccountId::value).orElse("the account")
        : activity.actor();
  }

  /** An SCP binds root of member accounts; the record does not tell a management account. */
  private static String stop(RootActivity activity) {
    return activity.account().map(it -> "deny root of " + it + " by SCP").orElse("deny it by SCP")
        + " (in a management account only AWS Support can)";
  }

  private static Optional<String> parameter(RootActivity activity, String name) {
    return activity.event().requestParameters().text(name);
  }
}
