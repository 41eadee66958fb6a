package io.rootmon.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.incident.Handling.News;
import io.rootmon.incident.Handling.Response;
import java.io.IOException;

/** What is done about an incident, as a store keeps it. */
final class HandlingJson {
  private HandlingJson() {}

  static void write(JsonGenerator json, Handling handling) throws IOException {
    Written.optional(json, "critical", handling.critical());
    if (handling.news().isPresent()) {
      News news = handling.news().get();
      json.writeObjectFieldStart("news");
      json.writeNumberField("after", news.after());
      json.writeStringField("due", news.due().toString());
      if (news.upTo().isPresent()) {
        json.writeNumberField("upTo", news.upTo().get());
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
    Written.optional(json, "previous", handling.previous());
    Written.optional(json, "escalated", handling.escalated());
  }

  static Handling read(Written written) {
    return new Handling(
        written.findTime("critical"),
        written.findObject("news").map(HandlingJson::news),
        written.objects("responses").stream().map(HandlingJson::response).toList(),
        written.find("previous"),
        written.findTime("escalated"));
  }

  private static News news(Written written) {
    return new News(written.number("after"), written.time("due"), written.findNumber("upTo"));
  }

  private static Response response(Written written) {
    return new Response(
        written.time("time"),
        written.text("who"),
        written.one(Response.Action.class, "action"),
        written.text("channel"));
  }
}
