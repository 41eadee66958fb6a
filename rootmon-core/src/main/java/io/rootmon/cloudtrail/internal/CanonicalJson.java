package io.rootmon.cloudtrail.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record in one form, for any order of its keys, white space and escapes, so that a digest
 * of it identifies a record without an id. Of a repeated key the last value counts.
 */
final class CanonicalJson {
  private static final String ENVELOPE = "detail-type";
  private static final String RECORD = "detail";

  private final JsonFactory factory;

  /**
   * @param factory with the limits by which the record was read
   */
  CanonicalJson(JsonFactory factory) {
    this.factory = factory;
  }

  /** The record, without the envelope around it; empty if it cannot be read. */
  Optional<String> of(String raw) {
    try {
      Object value = value(raw);
      if (value instanceof Map<?, ?> envelope && envelope.containsKey(ENVELOPE)) {
        Object record = envelope.get(RECORD);
        value = record instanceof Scalar text && text.isText() ? value(text.text()) : record;
      }
      StringWriter text = new StringWriter();
      try (JsonGenerator json = factory.createGenerator(text)) {
        write(value, json);
      }
      return Optional.of(text.toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A value that is no object and no list. */
  private record Scalar(String text, boolean isText) {}

  private @Nullable Object value(String text) throws IOException {
    try (JsonParser parser = factory.createParser(text)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> object = new TreeMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        object.put(name, value(parser));
      }
      return object;
    } else if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> list = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    return token == null || token == JsonToken.VALUE_NULL
        ? null
        : new Scalar(parser.getText(), token == JsonToken.VALUE_STRING);
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : object.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Scalar scalar && scalar.isText()) {
      json.writeString(scalar.text());
    } else if (value instanceof Scalar scalar) {
      json.writeRawValue(scalar.text());
    } else {
      json.writeNull();
    }
  }
}
