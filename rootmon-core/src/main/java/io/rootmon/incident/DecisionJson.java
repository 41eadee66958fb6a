package io.rootmon.incident;

import io.rootmon.incident.Decision.Place;
import io.rootmon.incident.Decision.Verdict;
import io.rootmon.judge.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** A decision as a store keeps it: some 300 characters. */
public final class DecisionJson {
  private DecisionJson() {}

  public static String write(Decision decision) {
    return Written.object(
        json -> {
          json.writeStringField("verdict", decision.verdict().name());
          json.writeStringField("eventId", decision.eventId());
          json.writeStringField("severity", decision.severity().name());
          Written.texts(json, "reasons", decision.reasons());
          Written.texts(json, "channels", decision.channels());
          json.writeBooleanField("news", decision.isNews());
          if (decision.place().isPresent()) {
            Place place = decision.place().get();
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
    Written written = Written.read(text);
    return new Decision(
        written.one(Verdict.class, "verdict"),
        written.text("eventId"),
        written.one(Severity.class, "severity"),
        written.texts("reasons"),
        written.set("channels"),
        written
            .findObject("place")
            .map(
                it ->
                    new Place(
                        it.text("incident"),
                        it.time("opened"),
                        it.number("number"),
                        it.one(Severity.class, "highest"),
                        it.findObject("heads").map(DecisionJson::heads).orElse(Map.of()))),
        written.flag("news"));
  }

  private static Map<String, String> heads(Written written) {
    Map<String, String> heads = new LinkedHashMap<>();
    for (Object channel : written.fields().keySet()) {
      heads.put((String) channel, written.text((String) channel));
    }
    return heads;
  }
}
