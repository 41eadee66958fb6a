package io.rootmon.internal.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.PendingDigest;
import io.rootmon.incident.IncidentTracking.Reminders;
import io.rootmon.incident.IncidentTracking.Response;
import java.io.IOException;

/** The stored JSON of an incident's tracking data. */
final class HandlingJson {
  private HandlingJson() {}

  static void write(JsonGenerator json, IncidentTracking handling) throws IOException {
    IncidentCodec.optional(json, "critical", handling.critical());
    if (handling.digest().isPresent()) {
      PendingDigest digest = handling.digest().get();
      json.writeObjectFieldStart("news");
      json.writeNumberField("after", digest.after());
      json.writeStringField("due", digest.due().toString());
      if (digest.upTo().isPresent()) {
        json.writeNumberField("upTo", digest.upTo().get());
      }
      json.writeEndObject();
    }
    json.writeArrayFieldStart("responses");
    for (Response response : handling.responses()) {
      json.writeStartObject();
      json.writeStringField("time", response.time().toString());
      json.writeStringField("who", response.who());
      json.writeStringField("action", response.action().name());
      json.writeStringField("channel", response.channel());
      json.writeEndObject();
    }
    json.writeEndArray();
    IncidentCodec.optional(json, "previous", handling.previous());
    IncidentCodec.optional(json, "escalated", handling.escalated());
    json.writeBooleanField("recurring", handling.recurring());
    json.writeBooleanField("aged", handling.aged());
    json.writeObjectFieldStart("reminders");
    IncidentCodec.optional(json, "incident", handling.reminders().incident());
    IncidentCodec.optional(json, "since", handling.reminders().since());
    IncidentCodec.optional(json, "last", handling.reminders().last());
    json.writeNumberField("count", handling.reminders().count());
    json.writeEndObject();
    if (handling.worstEvent().isPresent()) {
      json.writeNumberField("worst", handling.worstEvent().get());
    }
  }

  static IncidentTracking read(IncidentCodec written) {
    return new IncidentTracking(
        written.findTime("critical"),
        written.findObject("news").map(HandlingJson::digest),
        written.objects("responses").stream().map(HandlingJson::response).toList(),
        written.find("previous"),
        written.findTime("escalated"),
        written.flag("recurring"),
        written.flag("aged"),
        written.findObject("reminders").map(HandlingJson::reminders).orElse(Reminders.NONE),
        written.findNumber("worst"));
  }

  private static Reminders reminders(IncidentCodec written) {
    return new Reminders(
        written.find("incident"),
        written.findTime("since"),
        written.findTime("last"),
        (int) written.number("count"));
  }

  private static PendingDigest digest(IncidentCodec written) {
    return new PendingDigest(
        written.number("after"), written.time("due"), written.findNumber("upTo"));
  }

  private static Response response(IncidentCodec written) {
    return new Response(
        written.time("time"),
        written.text("who"),
        written.one(Response.Action.class, "action"),
        written.text("channel"));
  }
}
