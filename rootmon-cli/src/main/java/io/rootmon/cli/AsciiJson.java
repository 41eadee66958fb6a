package io.rootmon.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.rootmon.internal.json.JsonBody;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes JSON in ASCII, for screens and programs: all other characters are escaped. */
public final class AsciiJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AsciiJson() {}

  /** Returns the document on one line. */
  public static String line(JsonBody body) {
    return text(body, false);
  }

  public static String indented(JsonBody body) {
    return text(body, true);
  }

  private static String text(JsonBody body, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new SurrogateSafeGenerator(FACTORY.createGenerator(text))) {
      if (indented) {
        json.useDefaultPrettyPrinter();
      }
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // DEL is ASCII, and the only control character that JSON does not escape.
    return text.toString().replace("\u007f", "\\u007f");
  }

  /** Writes the text, or null. */
  public static void text(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }
}
