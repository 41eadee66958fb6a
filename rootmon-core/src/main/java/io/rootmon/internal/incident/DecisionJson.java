package io.rootmon.internal.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.Decision.Suppression;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.incident.IncidentTracking.PendingDigest;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the stored form of a decision: some 300 characters. */
public final class DecisionJson {
  private DecisionJson() {}

  public static String write(Decision decision) {
    return IncidentCodec.object(
        json -> {
          json.writeStringField("verdict", decision.action().name());
          json.writeStringField("eventId", decision.eventId());
          json.writeStringField("severity", decision.severity().name());
          IncidentCodec.texts(json, "reasons", decision.reasons());
          IncidentCodec.texts(json, "channels", decision.channels());
          reasons(json, "notified", decision.notified());
          IncidentCodec.optional(json, "suppressed", decision.suppressed());
          json.writeObjectFieldStart("timers");
          for (Map.Entry<TimerPurpose, Duration> timer : decision.timers().entrySet()) {
            json.writeStringField(timer.getKey().name(), timer.getValue().toString());
          }
          json.writeEndObject();
          if (decision.incident().isPresent()) {
            IncidentRef place = decision.incident().get();
            json.writeObjectFieldStart("place");
            json.writeStringField("incident", place.incident());
            json.writeStringField("opened", place.opened().toString());
            json.writeNumberField("number", place.number());
            json.writeStringField("highest", place.highest().name());
            json.writeObjectFieldStart("parents");
            for (Map.Entry<String, String> head : place.parents().entrySet()) {
              json.writeStringField(head.getKey(), head.getValue());
            }
            json.writeEndObject();
            IncidentCodec.optional(json, "previous", place.previous());
            reasons(json, "reasons", place.reasons());
            json.writeEndObject();
          }
        });
  }

  /**
   * Parses the format of {@link #write}.
   *
   * @throws IllegalArgumentException if the text is invalid
   * @throws java.time.DateTimeException if a time is invalid
   */
  public static Decision read(String text) {
    IncidentCodec written = IncidentCodec.read(text);
    IncidentAction action = written.one(IncidentAction.class, "verdict");
    Map<String, NotificationReason> notified = notified(written);
    Optional<IncidentRef> incident = written.findObject("place").map(DecisionJson::place);
    return new Decision(
        action == IncidentAction.APPEND && incident.isEmpty() ? withoutIncident(notified) : action,
        written.text("eventId"),
        written.one(Severity.class, "severity"),
        written.texts("reasons"),
        notified,
        written.find("suppressed").map(Suppression::valueOf),
        incident,
        timers(written, action),
        Optional.empty(),
        List.of());
  }

  /** An older version appended an event that belongs to no incident. */
  private static IncidentAction withoutIncident(Map<String, NotificationReason> notified) {
    return notified.isEmpty() ? IncidentAction.UNROUTED : IncidentAction.ALONE;
  }

  /** An older version wrote which timers, without their delays. */
  private static Map<TimerPurpose, Duration> timers(IncidentCodec written, IncidentAction action) {
    Map<TimerPurpose, Duration> timers = new EnumMap<>(TimerPurpose.class);
    Optional<IncidentCodec> delays = written.findObject("timers");
    if (delays.isPresent()) {
      for (Object purpose : delays.get().fields().keySet()) {
        String name = (String) purpose;
        timers.put(TimerPurpose.valueOf(name), Duration.parse(delays.get().text(name)));
      }
      return timers;
    }
    if (written.flag("news")) {
      timers.put(TimerPurpose.NEWS, PendingDigest.PAUSE);
    }
    if (action == IncidentAction.OPEN || written.flag("timer")) {
      timers.put(TimerPurpose.CLOSING, IncidentTimers.LONGEST);
    }
    return timers;
  }

  private static IncidentRef place(IncidentCodec written) {
    return new IncidentRef(
        written.text("incident"),
        written.time("opened"),
        written.number("number"),
        written.one(Severity.class, "highest"),
        written.findObject("parents").map(DecisionJson::parents).orElse(Map.of()),
        written.find("previous"),
        written.findObject("reasons").map(DecisionJson::reasons).orElse(Map.of()));
  }

  /** An older version wrote the channels without reasons. */
  private static Map<String, NotificationReason> notified(IncidentCodec written) {
    Optional<IncidentCodec> notified = written.findObject("notified");
    if (notified.isPresent()) {
      return reasons(notified.get());
    }
    Map<String, NotificationReason> first = new LinkedHashMap<>();
    written.texts("channels").forEach(it -> first.put(it, NotificationReason.FIRST));
    return first;
  }

  private static Map<String, NotificationReason> reasons(IncidentCodec written) {
    Map<String, NotificationReason> reasons = new LinkedHashMap<>();
    for (Object channel : written.fields().keySet()) {
      String name = (String) channel;
      reasons.put(name, written.one(NotificationReason.class, name));
    }
    return reasons;
  }

  private static void reasons(
      JsonGenerator json, String name, Map<String, NotificationReason> reasons) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, NotificationReason> reason : reasons.entrySet()) {
      json.writeStringField(reason.getKey(), reason.getValue().name());
    }
    json.writeEndObject();
  }

  private static Map<String, String> parents(IncidentCodec written) {
    Map<String, String> parents = new LinkedHashMap<>();
    for (Object channel : written.fields().keySet()) {
      parents.put((String) channel, written.text((String) channel));
    }
    return parents;
  }
}
