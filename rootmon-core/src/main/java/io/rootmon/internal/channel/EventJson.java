package io.rootmon.internal.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.rootmon.alert.Alert;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/** Formats the event of an alert as indented JSON without secrets. */
public final class EventJson {
  /** The name of the attachment and of the file. */
  public static final String FILE = "event.json";

  /** CloudTrail's events have less; SES accepts emails of 10 MB before they are encoded. */
  static final int MAX_LENGTH = 1_000_000;

  private EventJson() {}

  /**
   * Returns the event; empty if the alert has none, or if it is longer than an email should carry.
   * A string that is not JSON is returned unchanged.
   */
  public static Optional<String> of(Alert alert) {
    return alert.rawEvent().filter(it -> it.length() <= MAX_LENGTH).map(EventJson::indented);
  }

  private static String indented(String json) {
    StringWriter out = new StringWriter(json.length() * 2);
    try (JsonParser parser = JsonStreams.parser(json);
        JsonGenerator generator = JsonStreams.generator(out)) {
      generator.setPrettyPrinter(JsonStreams.indentation());
      while (parser.nextToken() != null) {
        generator.copyCurrentEvent(parser);
        if (out.getBuffer().length() > MAX_LENGTH) {
          // Deep nesting has more indentation than content.
          return json;
        }
      }
    } catch (IOException e) {
      return json;
    }
    return out.append('\n').toString();
  }
}
