package io.rootmon.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes JSON as a stream of tokens. Readers of records, which have limits and handle
 * duplicate names, have their own parsers.
 */
public final class JsonStreams {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonStreams() {}

  public static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  public static JsonParser parser(byte[] json) throws IOException {
    return FACTORY.createParser(json);
  }

  public static JsonGenerator generator(Writer out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** Returns a printer that indents objects and lists by two spaces, on every platform alike. */
  public static PrettyPrinter indentation() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
  }

  /** Returns an object as a string in UTF-8. */
  public static byte[] bytes(JsonBody body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writes to memory only
    }
    return out.toByteArray();
  }

  /** Returns an object as a string. An unpaired surrogate is kept. */
  public static String text(JsonBody body) {
    return document(
        json -> {
          json.writeStartObject();
          body.write(json);
          json.writeEndObject();
        });
  }

  /** Returns a value, all of which the body writes, as a string. */
  public static String document(JsonBody body) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = generator(out)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writes to memory only
    }
    return out.toString();
  }

  /** Writes a list of strings. */
  public static void writeTexts(JsonGenerator json, String field, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** Returns the text at which the parser is; an empty one for another value, which is skipped. */
  public static String readText(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return "";
  }

  /** Reads or skips the value at which the parser is. */
  @FunctionalInterface
  public interface FieldReader {
    void read(String field, JsonParser parser) throws IOException;
  }

  /** Reads the fields of the object at which the parser is. Another value has none. */
  public static void readFields(JsonParser parser, FieldReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      reader.read(field, parser);
    }
  }

  /** Returns the fields of the object at which the parser is: texts as they are, others empty. */
  public static Map<String, String> readTexts(JsonParser parser) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    readFields(parser, (field, value) -> texts.put(field, readText(value)));
    return texts;
  }
}
