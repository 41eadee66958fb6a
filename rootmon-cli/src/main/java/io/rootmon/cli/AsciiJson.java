package io.rootmon.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON for a screen as well as a program: whatever is not ASCII is escaped. */
public final class AsciiJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AsciiJson() {}

  /** What writes a document. */
  @FunctionalInterface
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /** On one line. */
  public static String line(Writer writer) {
    return text(writer, false);
  }

  public static String indented(Writer writer) {
    return text(writer, true);
  }

  private static String text(Writer writer, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new SurrogateSafeGenerator(FACTORY.createGenerator(text))) {
      if (indented) {
        json.useDefaultPrettyPrinter();
      }
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // DEL is ASCII, and the one control character that JSON lets through.
    return text.toString().replace("\u007f", "\\u007f");
  }

  /** The text, or null. */
  public static void text(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  public static void texts(JsonGenerator json, String name, Iterable<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
