package io.rootmon.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.incident.Decision.IncidentAction;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A decision as a store keeps it: some 300 characters. */
public final class DecisionJson {
  private DecisionJson() {}

  public static String write(Decision decision) {
    return IncidentCodec.object(
        json -> {
          json.writeStringField("verdict", decision.verdict().name());
          json.writeStringField("eventId", decision.eventId());
          json.writeStringField("severity", decision.severity().name());
          IncidentCodec.texts(json, "reasons", decision.reasons());
          IncidentCodec.texts(json, "channels", decision.channels());
          reasons(json, "notified", decision.notified());
          IncidentCodec.optional(json, "suppressed", decision.suppressed());
          json.writeBooleanField("news", decision.isNews());
          json.writeBooleanField("timer", decision.needsTimer());
          if (decision.place().isPresent()) {
            IncidentRef place = decision.place().get();
            json.writeObjectFieldStart("place");
            json.writeStringField("incident", place.incident());
            json.writeStringField("opened", place.opened().toString());
            json.writeNumberField("number", place.number());
            json.writeStringField("highest", place.highest().name());
            json.writeObjectFieldStart("heads");
            for (Map.Entry<String, String> head : place.heads().entrySet()) {
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
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it did not
   * @throws java.time.DateTimeException where a time is none
   */
  public static Decision read(String text) {
    IncidentCodec written = IncidentCodec.read(text);
    return new Decision(
        written.one(IncidentAction.class, "verdict"),
        written.text("eventId"),
        written.one(Severity.class, "severity"),
        written.texts("reasons"),
        notified(written),
        written.find("suppressed").map(Suppression::valueOf),
        written.findObject("place").map(DecisionJson::place),
        written.flag("news"),
        written.flag("timer"));
  }

  private static IncidentRef place(IncidentCodec written) {
    return new IncidentRef(
        written.text("incident"),
        written.time("opened"),
        written.number("number"),
        written.one(Severity.class, "highest"),
        written.findObject("heads").map(DecisionJson::heads).orElse(Map.of()),
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

  private static Map<String, String> heads(IncidentCodec written) {
    Map<String, String> heads = new LinkedHashMap<>();
    for (Object channel : written.fields().keySet()) {
      heads.put((String) channel, written.text((String) channel));
    }
    return heads;
  }
}
