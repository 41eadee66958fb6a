package io.rootmon.channel.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.rootmon.alert.Alert;
import io.rootmon.json.JsonStreams;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/** Formats the event of an alert as indented JSON without secrets. */
public final class EventJson {
  /** The name of the attachment and of the file. */
  public static final String FILE = "event.json";

  private EventJson() {}

  /**
   * Returns the event; empty if the alert has none. A text that is not JSON is returned unchanged.
   */
  public static Optional<String> of(Alert alert) {
    return alert.rawEvent().map(EventJson::indented);
  }

  private static String indented(String json) {
    StringWriter out = new StringWriter(json.length() * 2);
    try (JsonParser parser = JsonStreams.parser(json);
        JsonGenerator generator = JsonStreams.generator(out)) {
      generator.setPrettyPrinter(JsonStreams.indentation());
      parser.nextToken();
      generator.copyCurrentStructure(parser);
    } catch (IOException e) {
      return json;
    }
    return out.append('\n').toString();
  }
}
