package io.rootmon.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads events of rootmon-core's test cases, without white space, as AWS writes them. */
public final class Cases {
  /** The account of the cases. */
  public static final String ACCOUNT = "111122223333";

  private static final JsonFactory JSON = new JsonFactory();
  private static final String EVENTS = "rootmon-core/src/test/resources/events";

  private Cases() {}

  /**
   * Returns the event of a case such as {@code low/root.read}, in its EventBridge envelope if it
   * has one.
   */
  public static String event(String name) {
    try (JsonParser parser = parser(name)) {
      parser.nextToken();
      return text(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the event without the envelope. */
  public static String record(String name) {
    try (JsonParser parser = parser(name)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean detail = parser.currentName().equals("detail");
        parser.nextToken();
        if (detail) {
          return text(parser);
        }
        parser.skipChildren();
      }
      return event(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonParser parser(String name) throws IOException {
    Path home = Path.of(System.getProperty("rootmon.home", "."));
    return JSON.createParser(Files.readString(home.resolve(EVENTS).resolve(name + ".json")));
  }

  private static String text(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
