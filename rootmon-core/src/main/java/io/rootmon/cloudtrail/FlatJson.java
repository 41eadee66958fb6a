package io.rootmon.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Turns the text of one JSON object into {@link Fields}. Of a repeated name the last one counts.
 */
final class FlatJson {
  private static final int LONGEST_NAME = 10_000;
  private static final int LONGEST_PATH = 2_000;
  private static final int LONGEST_NUMBER = 400;

  private final JsonFactory factory;
  private final int depth;

  FlatJson(ReadLimits limits) {
    this.depth = limits.depth();
    this.factory =
        JsonFactory.builder()
            // Names come from outside: a table of them that lives on could be filled on purpose.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.recordBytes())
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();
  }

  Fields read(String json) throws MalformedEventException {
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException(
            "", "expected a JSON object but was " + MalformedEventException.quote(json), json);
      }
      Map<String, String> values = new Fields.Collected();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("detail") && parser.currentToken() == JsonToken.START_OBJECT) {
          // EventBridge's envelope: the record's own fields are one level down.
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = name + "." + parser.currentName();
            parser.nextToken();
            new Section(values).add(parser, path, 1);
          }
        } else {
          new Section(values).add(parser, name, 1);
        }
      }
      return new Fields(values);
    } catch (JsonProcessingException e) {
      throw new MalformedEventException("", problem(e), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part of a record, also where its JSON was written into a text. */
  Fields unfolded(Fields part) {
    String text = part.values().get("");
    if (text == null || !text.stripLeading().startsWith("{")) {
      return part;
    }
    try {
      return read(text);
    } catch (MalformedEventException e) {
      // Then it is just a text, as it seemed.
      return part;
    }
  }

  /** Jackson's own message, without the source that it appends. */
  private String problem(JsonProcessingException problem) {
    String message = problem.getOriginalMessage();
    if (message.contains("nesting depth")) {
      return "expected at most " + depth + " nested objects and lists but there were more";
    }
    var location = problem.getLocation();
    String place =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return "expected JSON but was broken" + place + ": " + message.lines().findFirst().orElse("");
  }

  /** One top-level field's share of the values. */
  private static final class Section {
    private final Map<String, String> values;
    private int count;

    Section(Map<String, String> values) {
      this.values = values;
    }

    /** Adds the value at the parser's current token, and all below it. */
    void add(JsonParser parser, String path, int level) throws IOException {
      switch (parser.currentToken()) {
        case START_OBJECT -> {
          if (isFull(path, level)) {
            parser.skipChildren();
            return;
          }
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String below = path + "." + parser.currentName();
            parser.nextToken();
            add(parser, below, level + 1);
          }
        }
        case START_ARRAY -> {
          if (isFull(path, level)) {
            parser.skipChildren();
            return;
          }
          for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            add(parser, path + "[" + index + "]", level + 1);
          }
        }
        case VALUE_NULL -> values.remove(path);
        default -> {
          if (!isFull(path, level)) {
            values.put(path, parser.getText());
            count++;
          }
        }
      }
    }

    private boolean isFull(String path, int level) {
      return count >= Fields.MOST_PER_SECTION
          || values.size() >= Fields.MOST
          || level > Fields.DEEPEST
          || path.length() > LONGEST_PATH;
    }
  }
}
