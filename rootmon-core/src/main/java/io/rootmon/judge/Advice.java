package io.rootmon.judge;

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
 * used, {@code {user}} and {@code {resource}} what was changed, {@code {actor}} who acted, {@code
 * {task}} the task of a central root session, {@code {event}} the call.
 */
final class Advice {
  private static final int LONGEST_DETAIL = 120;

  private record Detail(String name, Function<RootActivity, String> value) {}

  private static final List<Detail> DETAILS =
      List.of(
          new Detail("{account}", it -> it.account().map(id -> id.value()).orElse("the account")),
          new Detail("{address}", it -> it.event().sourceAddress().orElse("an unknown address")),
          new Detail("{key}", Advice::key),
          new Detail("{user}", it -> parameter(it, "userName").orElse("the user")),
          new Detail("{resource}", it -> changed(it).orElse("what was changed")),
          new Detail("{actor}", RootActivity::actor),
          new Detail("{task}", it -> it.centralTask().orElse("its task")),
          new Detail("{event}", it -> it.event().name()));

  private static final List<String> NAMES_OF_RESOURCES =
      List.of(
          "userName",
          "roleName",
          "groupName",
          "policyName",
          "policyArn",
          "name",
          "trailName",
          "detectorId",
          "bucketName",
          "functionName",
          "topicArn",
          "queueUrl",
          "keyId",
          "instanceId",
          "resourceArn",
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
        .or(() -> event.identity().accessKeyId())
        .orElse("the access key");
  }

  /** The resource a call names, by the first parameter that usually names one. */
  static Optional<String> changed(RootActivity activity) {
    for (String name : NAMES_OF_RESOURCES) {
      Optional<String> value = parameter(activity, name);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> parameter(RootActivity activity, String name) {
    return activity.event().requestParameters().text(name);
  }
}
