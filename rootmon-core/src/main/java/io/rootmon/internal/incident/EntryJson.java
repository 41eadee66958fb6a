package io.rootmon.internal.incident;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.util.List;

/**
 * Reads and writes the stored form of an incident's event: some 500 characters, and the alert of a
 * notified event. Version 1 had the raw event instead of the alert: it is not read any more, so
 * that the event has its short form.
 */
public final class EntryJson {
  private static final int VERSION = 2;

  private EntryJson() {}

  public static String write(IncidentEvent entry) {
    return IncidentCodec.object(
        json -> {
          json.writeNumberField("version", VERSION);
          json.writeNumberField("number", entry.number());
          json.writeStringField("time", entry.time().toString());
          json.writeStringField("eventId", entry.eventId());
          json.writeStringField("eventName", entry.eventName());
          json.writeStringField("service", entry.service());
          json.writeStringField("kind", entry.kind().name());
          json.writeStringField("outcome", entry.outcome().name());
          json.writeStringField("severity", entry.severity().name());
          json.writeStringField("headline", entry.headline());
          IncidentCodec.optional(json, "address", entry.address());
          IncidentCodec.optional(json, "region", entry.region());
          json.writeBooleanField("changes", entry.changes());
          json.writeBooleanField("notified", entry.notified());
          IncidentCodec.texts(json, "reasons", entry.reasons());
          IncidentCodec.optional(json, "alert", entry.alert());
          IncidentCodec.optional(json, "rule", entry.rule());
        });
  }

  /**
   * Parses the format of {@link #write}.
   *
   * @throws IllegalArgumentException if the text is invalid
   * @throws java.time.DateTimeException if a time is invalid
   */
  public static IncidentEvent read(String text) {
    IncidentCodec written = IncidentCodec.read(text);
    return new IncidentEvent(
        written.number("number"),
        written.time("time"),
        written.text("eventId"),
        written.text("eventName"),
        written.text("service"),
        written.one(ActivityKind.class, "kind"),
        written.one(EventOutcome.class, "outcome"),
        written.one(Severity.class, "severity"),
        written.text("headline"),
        written.find("address"),
        written.find("region"),
        written.flag("changes"),
        written.flag("notified"),
        written.fields().containsKey("reasons") ? written.texts("reasons") : List.of(),
        written.find("alert"),
        written.find("rule"));
  }
}
