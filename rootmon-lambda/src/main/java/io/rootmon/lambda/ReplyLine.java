package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.lambda.JsonLogWriter.TruncationLimits;
import java.io.IOException;
import java.time.Instant;

/** The log line of a request to the function's URL. */
record ReplyLine(String requestId, InteractionResult reply, Instant time)
    implements JsonLogWriter.Line {
  @Override
  public void write(JsonGenerator json, TruncationLimits room) throws IOException {
    json.writeStringField("timestamp", time.toString());
    json.writeStringField("level", level());
    json.writeStringField("message", message());
    json.writeStringField("requestId", room.cut(requestId));
    json.writeNumberField("status", reply.status());
    if (!reply.isDone()) {
      json.writeStringField("problem", room.cut(reply.reason()));
    }
    if (!reply.problems().isEmpty()) {
      json.writeStringField("problems", room.cut(String.join("; ", reply.problems())));
    }
    if (reply.pressed().isPresent()) {
      ButtonClick pressed = reply.pressed().get();
      json.writeStringField("account", pressed.account());
      json.writeStringField("incident", room.cut(pressed.incident()));
      json.writeStringField("action", pressed.response().action().name());
      json.writeStringField("who", room.cut(pressed.response().who()));
      json.writeStringField("channel", room.cut(pressed.response().channel()));
    }
  }

  /** Anybody may call the URL: that is nothing to wake somebody for. */
  private String level() {
    return reply.isDone() ? "INFO" : reply.status() >= 500 ? "ERROR" : "WARN";
  }

  private String message() {
    if (reply.isDone()) {
      return reply.pressed().isPresent() ? "somebody responded" : "a link was opened";
    }
    return reply.status() >= 500 ? "a response was not taken" : "a request was refused";
  }
}
