package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.ControlMessage.CoverageCheck;
import io.rootmon.cloudtrail.ControlMessage.DeliveryTest;
import io.rootmon.cloudtrail.ControlMessage.DriftCheck;
import io.rootmon.cloudtrail.ControlMessage.Heartbeat;
import io.rootmon.cloudtrail.ControlMessage.IncidentTimer;
import io.rootmon.cloudtrail.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.cloudtrail.ControlMessage.SpokeAlarm;
import io.rootmon.cloudtrail.ControlMessage.WeeklyReport;
import io.rootmon.cloudtrail.internal.JsonObject;
import io.rootmon.cloudtrail.internal.RecordParser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises signals: <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">scheduled
 * events</a> of the heartbeat's rule, <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">state
 * changes</a> of a spoke's alarms, and the hub's own messages.
 */
public record ControlMessageParser(RecordParser json) {
  private static final String CHECK = "coverage-check";
  private static final String DRIFT_CHECK = "drift-check";
  private static final String DELIVERY_TEST = "delivery-test";
  private static final Pattern TEST_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String WEEKLY = "weekly-report";
  private static final String TIMER = "incident-timer";
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}(\\.0*)?");

  /** A message of the hub's; empty if it is another thing. */
  public Optional<ControlMessage> message(JsonObject fields, String raw)
      throws MalformedEventException {
    return switch (fields.text("rootmon").orElse("")) {
      case CHECK -> Optional.of(new CoverageCheck(time(fields, raw)));
      case DRIFT_CHECK -> Optional.of(new DriftCheck(time(fields, raw)));
      case DELIVERY_TEST ->
          Optional.of(new DeliveryTest(id(fields, raw), channels(fields), time(fields, raw)));
      case WEEKLY -> Optional.of(new WeeklyReport(time(fields, raw)));
      case TIMER ->
          Optional.of(
              new IncidentTimer(
                  text("account", fields, raw),
                  text("incident", fields, raw),
                  duty(fields, raw),
                  time(fields, raw)));
      default -> Optional.empty();
    };
  }

  /** Where it is not said, it is an older version's: closing was all that was done. */
  private static TimerPurpose duty(JsonObject fields, String raw) throws MalformedEventException {
    String name = fields.text("duty").orElse(TimerPurpose.CLOSING.name());
    for (TimerPurpose duty : TimerPurpose.values()) {
      if (duty.name().equals(name)) {
        return duty;
      }
    }
    throw missing("duty", "one of " + List.of(TimerPurpose.values()), fields, raw);
  }

  private static String id(JsonObject fields, String raw) throws MalformedEventException {
    return fields
        .text("id")
        .filter(it -> TEST_ID.matcher(it).matches())
        .orElseThrow(() -> missing("id", "a UUID in lower case", fields, raw));
  }

  /** Names, separated by commas; a name has no comma. */
  private static Set<String> channels(JsonObject fields) {
    return Pattern.compile(",")
        .splitAsStream(fields.text("channels").orElse(""))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String text(String field, JsonObject fields, String raw)
      throws MalformedEventException {
    return fields.text(field).orElseThrow(() -> missing(field, "a text", fields, raw));
  }

  /** An EventBridge event that is one; empty if it is another thing. */
  public Optional<ControlMessage> event(
      JsonObject fields, EventBridgeEnvelope envelope, JsonObject detail, String raw)
      throws MalformedEventException {
    String source = fields.text("source").orElse("");
    if (source.equals("aws.events") && isOfHeartbeatRule(fields)) {
      return Optional.of(
          new Heartbeat(
              account(fields, envelope, raw), region(fields, envelope, raw), time(fields, raw)));
    }
    boolean isSpokes =
        detail.text("alarmName").filter(ControlMessage.SPOKE_DEAD_LETTERS::equals).isPresent();
    String state = detail.text("state.value").orElse("");
    if (source.equals("aws.cloudwatch")
        && isSpokes
        && (state.equals("ALARM") || state.equals("OK"))) {
      return Optional.of(
          new SpokeAlarm(
              account(fields, envelope, raw),
              region(fields, envelope, raw),
              time(fields, raw),
              state.equals("OK"),
              waiting(detail)));
    }
    return Optional.empty();
  }

  private static boolean isOfHeartbeatRule(JsonObject fields) {
    return fields.under("resources").values().values().stream()
        .anyMatch(it -> it.endsWith(":rule/" + ControlMessage.HEARTBEAT_RULE));
  }

  /** A rule's or alarm's ARN says it too, where the envelope does not. */
  private static AccountId account(JsonObject fields, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    return envelope
        .account()
        .or(() -> fields.text("resources").flatMap(AccountId::find))
        .orElseThrow(() -> missing("account", "12 digits", fields, raw));
  }

  private static String region(JsonObject fields, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    return envelope
        .region()
        .or(
            () ->
                fields
                    .text("resources")
                    .map(it -> it.split(":", 5))
                    .map(ControlMessageParser::ofArn))
        .filter(it -> REGION.matcher(it).matches())
        .orElseThrow(() -> missing("region", "an AWS region", fields, raw));
  }

  private static String ofArn(String[] parts) {
    return parts.length == 5 ? parts[3] : "";
  }

  private static Instant time(JsonObject fields, String raw) throws MalformedEventException {
    return fields
        .text("time")
        .flatMap(EventTime::parse)
        .orElseThrow(() -> missing("time", "an instant", fields, raw));
  }

  /** The alarm's latest count, which stands in a text that is JSON. */
  private Optional<Long> waiting(JsonObject detail) {
    return json.unfolded(detail.under("state.reasonData"))
        .text("recentDatapoints")
        .filter(it -> COUNT.matcher(it).matches())
        .map(it -> (long) Double.parseDouble(it));
  }

  private static MalformedEventException missing(
      String field, String expected, JsonObject fields, String raw) {
    String was = fields.text(field).map(MalformedEventException::quote).orElse("missing");
    return new MalformedEventException(field, "expected " + expected + " but was " + was, raw);
  }
}
