package io.rootmon.internal.witness;

import io.rootmon.control.ControlMessage.WitnessCheck;
import io.rootmon.internal.json.JsonStreams;
import java.util.Map;

/** Writes the messages that {@link io.rootmon.control.ControlMessageParser} parses. */
final class WitnessMessage {
  private WitnessMessage() {}

  static String write(WitnessCheck check) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("rootmon", "witness-check");
          json.writeStringField("time", check.time().toString());
          if (check.day().isPresent()) {
            json.writeStringField("day", check.day().get().toString());
          }
          if (check.progress().isPresent()) {
            for (Map.Entry<String, String> it : check.progress().get().fields().entrySet()) {
              json.writeStringField(it.getKey(), it.getValue());
            }
          }
        });
  }
}
