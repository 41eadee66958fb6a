package io.rootmon.internal.message;

import static io.rootmon.internal.message.MessageJson.text;
import static io.rootmon.internal.message.MessageJson.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.alert.Alert;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.HeatMap;
import io.rootmon.alert.ReportContent.Section;
import io.rootmon.alert.ReportContent.Timeline;
import io.rootmon.alert.ReportContent.Timeline.TimelineBucket;
import io.rootmon.incident.IncidentEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes the fields that only reports have. */
final class ReportJson {
  private ReportJson() {}

  static void write(Alert alert, ReportContent report, JsonGenerator json) throws IOException {
    text("worstSeverity", report.worst().map(Enum::name), json);
    if (report.incident().isPresent()) {
      json.writeObjectFieldStart("incident");
      MessageJson.incident(
          IncidentMessage.of(report.incident().get(), alert.headline(), alert.account()), json);
      json.writeEndObject();
    } else {
      json.writeNullField("incident");
    }
    events(report.entries(), json);
    timeline(report.timeline(), json);
    heat(report.heat(), json);
    sections(report.sections(), json);
  }

  private static void events(List<IncidentEvent> entries, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("events");
    for (IncidentEvent it : entries) {
      json.writeStartObject();
      json.writeStringField("id", it.eventId());
      json.writeStringField("time", it.time().toString());
      json.writeStringField("name", it.eventName());
      json.writeStringField("severity", it.severity().name());
      json.writeStringField("headline", it.headline());
      text("ruleId", it.rule(), json);
      json.writeStringField("kind", it.kind().name());
      json.writeStringField("outcome", it.outcome().name());
      json.writeBooleanField("changes", it.changes());
      text("sourceIp", it.address(), json);
      text("region", it.region(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void timeline(Optional<Timeline> timeline, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("timeline");
    for (TimelineBucket slot : timeline.map(Timeline::slots).orElse(List.of())) {
      json.writeStartObject();
      json.writeStringField("from", slot.from());
      json.writeNumberField("events", slot.count());
      text("severity", slot.worst().map(Enum::name), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void heat(Optional<HeatMap> heat, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("days");
    for (HeatMap.Row row : heat.map(HeatMap::rows).orElse(List.of())) {
      json.writeStartObject();
      json.writeStringField("account", row.account());
      json.writeStringField("severity", row.worst().name());
      json.writeArrayFieldStart("events");
      for (HeatMap.Cell cell : row.cells()) {
        json.writeNumber(cell.count());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    text("moreDays", heat.flatMap(HeatMap::more), json);
  }

  private static void sections(List<Section> sections, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("sections");
    for (Section section : sections) {
      json.writeStartObject();
      json.writeStringField("title", section.title());
      texts("lines", section.lines(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
