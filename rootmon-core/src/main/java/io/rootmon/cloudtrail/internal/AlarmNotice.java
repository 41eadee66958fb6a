package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.UserIdentity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognizes <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">notifications
 * of a CloudWatch alarm</a> to an SNS topic or to EventBridge, and converts an alarm on root user
 * activity to an event. The CIS benchmark recommends such an alarm.
 */
final class AlarmNotice {
  private static final Pattern ABOUT_ROOT =
      Pattern.compile(
          "root.{0,40}(account|user|usage|login|logon|sign.?in|activity|credential|console|access"
              + "|api|event|mfa)|(account|usage|login|sign.?in|activity|cis).{0,40}root");

  /** Names of another root, such as that of a file system or of a certificate chain. */
  private static final Pattern OTHER_ROOT =
      Pattern.compile("rootmon|volume|disk|file.?system|rootfs|partition|inode|mount|certificate");

  private AlarmNotice() {}

  /** Returns whether it is the message that an alarm sends to a topic. */
  static boolean is(JsonObject fields) {
    return fields.text("AlarmName").isPresent() && fields.has("NewStateValue");
  }

  /** Returns the event. Empty if the alarm has another subject, or is not in the ALARM state. */
  static Optional<CloudTrailEvent> event(JsonObject fields, String raw)
      throws MalformedEventException {
    String about =
        about(fields, "AlarmName", "AlarmDescription", "Trigger.MetricName", "Trigger.Namespace");
    if (!fields.text("NewStateValue").filter("ALARM"::equals).isPresent() || !isAboutRoot(about)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    fields.text("AlarmName").ifPresent(it -> parameters.put("alarmName", it));
    fields.text("AlarmDescription").ifPresent(it -> parameters.put("alarmDescription", it));
    fields.text("Trigger.MetricName").ifPresent(it -> parameters.put("metricName", it));
    fields.text("Trigger.Namespace").ifPresent(it -> parameters.put("namespace", it));
    fields.text("NewStateReason").ifPresent(it -> parameters.put("reason", it));
    Optional<String> arn = fields.text("AlarmArn");
    return Optional.of(
        event(
            fields.text("AlarmName").orElse(""),
            CloudTrailEventMapper.time(fields, "StateChangeTime", raw),
            fields
                .text("AWSAccountId")
                .flatMap(AccountId::find)
                .or(() -> arn.flatMap(AccountId::find)),
            arn.map(AlarmNotice::region).filter(it -> !it.isEmpty()),
            parameters,
            EventBridgeEnvelope.NONE,
            raw));
  }

  /**
   * Returns the event of an alarm's state change on EventBridge. Empty as for a topic's message.
   */
  static Optional<CloudTrailEvent> event(
      JsonObject fields, JsonObject detail, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    boolean isAlarm =
        fields.text("source").filter("aws.cloudwatch"::equals).isPresent()
            && detail.text("state.value").filter("ALARM"::equals).isPresent();
    String about =
        about(
            detail,
            "alarmName",
            "configuration.description",
            "configuration.metrics[0].metricStat.metric.name");
    if (!isAlarm || !isAboutRoot(about)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    detail.text("alarmName").ifPresent(it -> parameters.put("alarmName", it));
    detail
        .text("configuration.description")
        .ifPresent(it -> parameters.put("alarmDescription", it));
    detail.text("state.reason").ifPresent(it -> parameters.put("reason", it));
    return Optional.of(
        event(
            detail.text("alarmName").orElse(""),
            detail.text("state.timestamp").isPresent()
                ? CloudTrailEventMapper.time(detail, "state.timestamp", raw)
                : CloudTrailEventMapper.time(fields, "time", raw),
            envelope.account(),
            envelope.region(),
            parameters,
            envelope,
            raw));
  }

  private static String about(JsonObject fields, String... paths) {
    StringBuilder about = new StringBuilder();
    for (String path : paths) {
      about.append(fields.text(path).orElse("")).append('\n');
    }
    return about.toString().toLowerCase(Locale.ROOT);
  }

  static boolean isAboutRoot(String about) {
    return about
        .lines()
        .anyMatch(it -> ABOUT_ROOT.matcher(it).find() && !OTHER_ROOT.matcher(it).find());
  }

  private static String region(String arn) {
    List<String> parts = List.of(arn.split(":", 6));
    return parts.size() > 3 ? parts.get(3) : "";
  }

  private static CloudTrailEvent event(
      String name,
      Instant time,
      Optional<AccountId> account,
      Optional<String> region,
      Map<String, String> parameters,
      EventBridgeEnvelope envelope,
      String raw) {
    return new CloudTrailEvent(
        // A topic and EventBridge deliver the same state change, so both get the same id.
        "alarm-" + account.map(AccountId::value).orElse("") + "-" + name + "-" + time,
        time,
        name,
        "cloudwatch.amazonaws.com",
        Optional.of(CloudTrailEvent.ALARM_ON_ROOT),
        region,
        new UserIdentity(
            "Root",
            Optional.empty(),
            account,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()),
        account,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new EventFields(parameters),
        EventFields.NONE,
        EventFields.NONE,
        Optional.empty(),
        Optional.empty(),
        envelope,
        raw);
  }
}
