package io.rootmon.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.HeatMap;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.Section;
import io.rootmon.alert.Timeline;
import io.rootmon.alert.TimelineBucket;
import io.rootmon.cli.AsciiJson;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A report for programs; a field may be added later, none changes its meaning. */
record ReportJson(Alert alert) implements AsciiJson.Writer {
  @Override
  public void write(JsonGenerator json) throws IOException {
    ReportContent report = alert.report().orElseThrow();
    json.writeStartObject();
    json.writeStringField("id", alert.id());
    json.writeStringField("headline", alert.headline());
    AsciiJson.text(json, "worst", report.worst().map(Enum::name));
    if (report.incident().isPresent()) {
      incident(json, report.incident().get());
    }
    facts(json, alert.facts());
    AsciiJson.texts(json, "remains", alert.advice());
    AsciiJson.texts(json, "notes", alert.notes());
    if (report.timeline().isPresent()) {
      timeline(json, report.timeline().get());
    }
    if (report.heat().isPresent()) {
      heat(json, report.heat().get());
    }
    sections(json, report.sections());
    entries(json, report.entries());
    json.writeEndObject();
  }

  private void incident(JsonGenerator json, Incident incident) throws IOException {
    json.writeObjectFieldStart("incident");
    json.writeStringField("id", incident.id());
    AsciiJson.text(json, "account", incident.account().map(AccountId::value));
    AsciiJson.text(json, "accountName", alert.account().name());
    json.writeStringField("opened", incident.opened().toString());
    json.writeStringField("latest", incident.latest().toString());
    AsciiJson.text(json, "closed", incident.closed().map(Instant::toString));
    json.writeObjectFieldStart("events");
    for (var it : incident.events().entrySet()) {
      json.writeNumberField(it.getKey().name(), it.getValue());
    }
    json.writeEndObject();
    AsciiJson.texts(json, "networks", incident.networks());
    json.writeArrayFieldStart("responses");
    for (Response it : incident.handling().responses()) {
      json.writeStartObject();
      json.writeStringField("time", it.time().toString());
      json.writeStringField("who", it.who());
      json.writeStringField("action", it.action().name());
      json.writeStringField("channel", it.channel());
      json.writeEndObject();
    }
    json.writeEndArray();
    AsciiJson.text(json, "previous", incident.handling().previous());
    json.writeEndObject();
  }

  private static void facts(JsonGenerator json, List<Fact> facts) throws IOException {
    json.writeArrayFieldStart("facts");
    for (Fact fact : facts) {
      json.writeStartObject();
      json.writeStringField("label", fact.label());
      json.writeStringField("value", fact.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void timeline(JsonGenerator json, Timeline timeline) throws IOException {
    json.writeArrayFieldStart("timeline");
    for (TimelineBucket slot : timeline.slots()) {
      json.writeStartObject();
      json.writeStringField("from", slot.from());
      json.writeNumberField("events", slot.count());
      AsciiJson.text(json, "worst", slot.worst().map(Enum::name));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void heat(JsonGenerator json, HeatMap heat) throws IOException {
    json.writeArrayFieldStart("heat");
    for (HeatMap.Row row : heat.rows()) {
      json.writeStartObject();
      json.writeStringField("account", row.account());
      json.writeStringField("worst", row.worst().name());
      json.writeArrayFieldStart("days");
      for (HeatMap.Cell cell : row.cells()) {
        json.writeNumber(cell.count());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    AsciiJson.text(json, "more", heat.more());
  }

  private static void sections(JsonGenerator json, List<Section> sections) throws IOException {
    json.writeArrayFieldStart("sections");
    for (Section section : sections) {
      json.writeStartObject();
      json.writeStringField("title", section.title());
      AsciiJson.texts(json, "lines", section.lines());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void entries(JsonGenerator json, List<IncidentEvent> entries) throws IOException {
    json.writeArrayFieldStart("entries");
    for (IncidentEvent it : entries) {
      json.writeStartObject();
      json.writeStringField("time", it.time().toString());
      json.writeStringField("event", it.eventId());
      json.writeStringField("name", it.eventName());
      json.writeStringField("severity", it.severity().name());
      json.writeStringField("outcome", it.outcome().name());
      AsciiJson.text(json, "rule", it.rule());
      AsciiJson.text(json, "address", it.address());
      AsciiJson.text(json, "region", it.region());
      json.writeBooleanField("changes", it.changes());
      json.writeStringField("headline", it.headline());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static Optional<String> incidentId(Alert alert) {
    return alert.report().flatMap(ReportContent::incident).map(Incident::id);
  }
}
