package io.rootmon.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rootmon.cloudtrail.JsonObject.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the text of one JSON object. Of a repeated name the last one counts. */
final class FlatJson {
  private static final int LONGEST_NAME = 10_000;
  private static final int LONGEST_PATH = 2_000;
  private static final int LONGEST_NUMBER = 400;

  /** Of a character in UTF-8, by which the largest record is measured. */
  private static final int MOST_BYTES = 3;

  private final JsonFactory factory;
  private final int depth;
  private final int longest;

  FlatJson(ReadLimits limits) {
    this.depth = limits.depth();
    this.longest = limits.recordBytes() / MOST_BYTES;
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

  JsonObject read(String json) throws MalformedEventException {
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException(
            "", "expected a JSON object but was " + MalformedEventException.quote(json), json);
      }
      return new Pass(parser).object(true);
    } catch (JsonProcessingException e) {
      throw new MalformedEventException("", problem(e), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same where the text is known to be one object only when it has been read: empty where it is
   * another thing, or one with a list of records, which has to be cut.
   */
  Optional<JsonObject> only(String json) {
    if (json.length() > longest) {
      return Optional.empty();
    }
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Pass pass = new Pass(parser);
      JsonObject object = pass.object(true);
      return pass.sawRecords || parser.nextToken() != null ? Optional.empty() : Optional.of(object);
    } catch (JsonProcessingException e) {
      return Optional.empty();
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
      return read(text).flat();
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

  /** One pass over an object's text. */
  private static final class Pass {
    private final JsonParser parser;
    private boolean sawRecords;
    private int count;
    private int countBefore;

    Pass(JsonParser parser) {
      this.parser = parser;
    }

    /** The object that begins at the parser's current token. */
    JsonObject object(boolean outermost) throws IOException {
      Map<String, Member> members = new LinkedHashMap<>();
      Optional<JsonObject> detail = Optional.empty();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (outermost && name.equals("detail")) {
          // EventBridge's envelope: the record's own fields are one level down.
          boolean enveloped = value == JsonToken.START_OBJECT;
          detail = enveloped ? Optional.of(object(false)) : Optional.empty();
          if (enveloped) {
            members.put(name, Member.EMPTY);
            continue;
          }
        }
        sawRecords |= outermost && value == JsonToken.START_ARRAY && JsonSplitter.isList(name);
        countBefore = count;
        Optional<Member> member = member(value);
        if (member.isPresent()) {
          members.put(name, member.get());
        } else {
          members.remove(name);
        }
      }
      return new JsonObject(members, detail);
    }

    /** Empty where nothing stands there. */
    private Optional<Member> member(JsonToken value) throws IOException {
      switch (value) {
        case START_OBJECT, START_ARRAY -> {
          Map<String, String> below = new Fields.Collected();
          add(below, "", 1);
          return below.isEmpty()
              ? Optional.empty()
              : Optional.of(new Member(null, new Fields(below)));
        }
        case VALUE_NULL -> {
          return Optional.empty();
        }
        default -> {
          return isFull("", 1) ? Optional.empty() : Optional.of(Member.of(text()));
        }
      }
    }

    /** Adds the value at the parser's current token, and all below it. */
    private void add(Map<String, String> values, String path, int level) throws IOException {
      switch (parser.currentToken()) {
        case START_OBJECT -> {
          if (isFull(path, level)) {
            parser.skipChildren();
            return;
          }
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            add(values, path.isEmpty() ? name : path + "." + name, level + 1);
          }
        }
        case START_ARRAY -> {
          if (isFull(path, level)) {
            parser.skipChildren();
            return;
          }
          for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            add(values, path + "[" + index + "]", level + 1);
          }
        }
        case VALUE_NULL -> values.remove(path);
        default -> {
          if (!isFull(path, level)) {
            values.put(path, text());
          }
        }
      }
    }

    private String text() throws IOException {
      count++;
      return parser.getText();
    }

    private boolean isFull(String path, int level) {
      return count - countBefore >= Fields.MOST_PER_SECTION
          || count >= Fields.MOST
          || level > Fields.DEEPEST
          || path.length() > LONGEST_PATH;
    }
  }
}
