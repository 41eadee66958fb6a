package io.rootmon.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses a JSON text to immutable values: Map in the text's order, List, String, Number, Boolean;
 * null is {@link #NULL}. The maximum is 1 Mi characters and 32 levels.
 */
public final class JsonTree {
  public static final Object NULL = Optional.empty();

  private static final int MAX_LENGTH = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonTree() {}

  /**
   * Parses the text.
   *
   * @param document its name in messages
   * @throws IllegalArgumentException if the text is invalid; the message contains line and column
   */
  public static Object read(String document, String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          document + ": must have at most " + MAX_LENGTH + " characters but has " + text.length());
    }
    // The byte order mark that some editors write first.
    String json = text.startsWith("\ufeff") ? text.substring(1) : text;
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException(document + ": must be a JSON object but is empty");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            document
                + ": must be one JSON object, but after it comes "
                + ValueDescription.of(value(parser)));
      }
      return value;
    } catch (JsonProcessingException e) {
      // Without the cause, which quotes more.
      throw new IllegalArgumentException(
          document + ": " + place(e) + "the JSON is broken: " + reason(e, json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> NULL;
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      fields.put(key, value(parser));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static List<Object> list(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return List.copyOf(elements);
  }

  private static String place(JsonProcessingException e) {
    var at = e.getLocation();
    return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  /** Returns the reason without an unquoted token, which may be a secret. */
  private static String reason(JsonProcessingException e, String text) {
    String line = e.getOriginalMessage().lines().findFirst().orElse("");
    return remedy(e, text)
        .orElseGet(
            () ->
                line.replaceFirst("Unrecognized token '[^']*'", "Unrecognized token")
                    .replaceFirst(" \\(start marker at .*|: was expecting .*", ""));
  }

  /** Returns the reason for characters that other formats allow. */
  private static Optional<String> remedy(JsonProcessingException e, String text) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    if (offset < 0 || offset >= text.length()) {
      return Optional.empty();
    }
    String before = text.substring(0, (int) offset).strip();
    return switch (text.charAt((int) offset)) {
      case '/', '#' -> Optional.of("JSON has no comments. Remove the comment");
      case '\'', '\u2018', '\u2019', '\u201c', '\u201d' ->
          Optional.of("names and texts must be in straight double quotes (\")");
      case '}', ']' ->
          before.endsWith(",")
              ? Optional.of("nothing follows the last comma. Remove the comma")
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
