package io.rootmon.internal.control;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult.ControlRecord;
import io.rootmon.control.ControlMessage;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.control.ControlMessage.DriftCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.control.ControlMessage.IncidentTimer;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.control.ControlMessage.WeeklyReport;
import io.rootmon.control.ControlMessage.WitnessCheck;
import io.rootmon.internal.cloudtrail.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parses the records that the reader classified as control messages.
 *
 * <p>A value that is missing or invalid is a {@link MalformedEventException}: an unknown message is
 * reported, and never ignored.
 */
public final class ControlMessageParser {
  private static final Pattern TEST_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}(\\.0*)?");

  private final ControlRecord message;

  private ControlMessageParser(ControlRecord message) {
    this.message = message;
  }

  /**
   * Parses a message.
   *
   * @throws MalformedEventException if a field is missing or invalid
   */
  public static ControlMessage parse(ControlRecord message) throws MalformedEventException {
    return new ControlMessageParser(message).parsed();
  }

  private ControlMessage parsed() throws MalformedEventException {
    Optional<String> type = message.fields().text("rootmon");
    return type.isPresent() ? hubMessage(type.get()) : spokeMessage();
  }

  private ControlMessage hubMessage(String type) throws MalformedEventException {
    return switch (type) {
      case "coverage-check" -> new CoverageCheck(time());
      case "drift-check" -> new DriftCheck(time());
      case "delivery-test" -> new DeliveryTest(testId(), channels(), time());
      case "weekly-report" -> new WeeklyReport(time());
      case "witness-check" -> new WitnessCheck(time(), day(), progress());
      case "incident-timer" ->
          new IncidentTimer(text("account"), text("incident"), purpose(), time());
      default -> throw malformed("rootmon", "one of " + new TreeSet<>(ControlRecord.TYPES));
    };
  }

  private ControlMessage spokeMessage() throws MalformedEventException {
    if (message.fields().text("source").filter("aws.events"::equals).isPresent()) {
      return new Heartbeat(account(), region(), time());
    }
    boolean isOk = message.detail().text("state.value").filter("OK"::equals).isPresent();
    return new SpokeAlarm(account(), region(), time(), isOk, waiting());
  }

  /**
   * Returns the purpose. A message without one comes from an older version, whose timers only
   * closed incidents.
   */
  private TimerPurpose purpose() throws MalformedEventException {
    String name = message.fields().text("duty").orElse(TimerPurpose.CLOSING.name());
    for (TimerPurpose purpose : TimerPurpose.values()) {
      if (purpose.name().equals(name)) {
        return purpose;
      }
    }
    throw malformed("duty", "one of " + List.of(TimerPurpose.values()));
  }

  private String testId() throws MalformedEventException {
    return message
        .fields()
        .text("id")
        .filter(it -> TEST_ID.matcher(it).matches())
        .orElseThrow(() -> malformed("id", "a UUID in lower case"));
  }

  /** Returns the names, which are separated by commas. A name contains no comma. */
  private Set<String> channels() {
    return Pattern.compile(",")
        .splitAsStream(message.fields().text("channels").orElse(""))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toSet());
  }

  private Optional<LocalDate> day() throws MalformedEventException {
    Optional<String> day = message.fields().text("day");
    try {
      return day.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw malformed("day", "a day such as 2026-01-31");
    }
  }

  private Optional<WitnessProgress> progress() throws MalformedEventException {
    try {
      return WitnessProgress.parse(message.fields());
    } catch (IllegalArgumentException e) {
      throw new MalformedEventException(
          message.where(), String.valueOf(e.getMessage()), message.raw());
    }
  }

  private String text(String field) throws MalformedEventException {
    return message.fields().text(field).orElseThrow(() -> malformed(field, "a string"));
  }

  /** Returns the account. The ARN of a rule or an alarm contains it if the envelope does not. */
  private AccountId account() throws MalformedEventException {
    return message
        .envelope()
        .account()
        .or(() -> message.fields().text("resources").flatMap(AccountId::find))
        .orElseThrow(() -> malformed("account", "12 digits"));
  }

  private String region() throws MalformedEventException {
    return message
        .envelope()
        .region()
        .or(
            () ->
                message
                    .fields()
                    .text("resources")
                    .map(it -> it.split(":", 5))
                    .map(it -> it.length == 5 ? it[3] : ""))
        .filter(it -> REGION.matcher(it).matches())
        .orElseThrow(() -> malformed("region", "an AWS region"));
  }

  private Instant time() throws MalformedEventException {
    return message
        .fields()
        .text("time")
        .flatMap(EventTime::parse)
        .orElseThrow(() -> malformed("time", "an instant"));
  }

  /** Returns the latest count of the alarm. */
  private Optional<Long> waiting() {
    EventFields detail = message.detail();
    return detail
        .text("state.reasonData.recentDatapoints")
        .filter(it -> COUNT.matcher(it).matches())
        .map(it -> (long) Double.parseDouble(it));
  }

  private MalformedEventException malformed(String field, String expected) {
    String was = message.fields().text(field).map(MalformedEventException::quote).orElse("missing");
    return new MalformedEventException(
        message.where() + ": " + field, "expected " + expected + " but was " + was, message.raw());
  }
}
