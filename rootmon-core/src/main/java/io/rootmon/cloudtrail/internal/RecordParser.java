package io.rootmon.cloudtrail.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadLimits;
import io.rootmon.cloudtrail.internal.JsonObject.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of one JSON object. Of a repeated name the last text counts, with its nested
 * values. A later value never hides that an identity is the root user's.
 */
public final class RecordParser {
  private static final int MAX_NAME_LENGTH = 10_000;
  private static final int MAX_PATH_LENGTH = 2_000;
  private static final int MAX_NUMBER_LENGTH = 400;

  /** Of a character in UTF-8, by which the largest record is measured. */
  private static final int MAX_BYTES = 3;

  private final JsonFactory factory;
  private final int depth;
  private final int longest;

  public RecordParser(ReadLimits limits) {
    this.depth = limits.depth();
    this.longest = limits.recordBytes() / MAX_BYTES;
    this.factory =
        JsonFactory.builder()
            // Names come from outside: a table of them that lives on could be filled on purpose.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.recordBytes())
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();
  }

  /** The canonical form of a record that was read, without the envelope around it. */
  Optional<String> canonical(String json) {
    return new CanonicalJson(factory).of(json);
  }

  JsonObject read(String json) throws MalformedEventException {
    return read(json, true);
  }

  private JsonObject read(String json, boolean outermost) throws MalformedEventException {
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException("", OtherFormats.notAnObject(json), json);
      }
      Pass pass = new Pass(parser);
      JsonObject object = pass.object(outermost);
      if (pass.details > 1 && json.toLowerCase(Locale.ROOT).contains("root")) {
        throw new MalformedEventException(
            "detail",
            "expected one detail but found " + pass.details + ", and root is named in the event",
            json);
      }
      return object;
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
      boolean isOther = pass.sawRecords || pass.details > 1 || parser.nextToken() != null;
      return isOther ? Optional.empty() : Optional.of(object);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A part of a record, also where it was written into a string, as JSON or as a query prints a
   * row. Of either as many values are kept as of an object.
   */
  EventFields unfolded(EventFields part) {
    String text = part.values().get("");
    if (text == null || !text.stripLeading().startsWith("{")) {
      return part;
    }
    Optional<EventFields> json = section(text);
    if (json.isPresent()) {
      return json.get();
    }
    // Neither: then it is just a string, as it seemed.
    return PrintedRow.parse(text).map(this::withNestedJson).orElse(part);
  }

  /** The values of a JSON object; empty if the text is no JSON object. */
  private Optional<EventFields> section(String text) {
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      return Optional.of(new EventFields(new Pass(parser).section()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value of a printed row may be JSON. */
  private EventFields withNestedJson(EventFields row) {
    Map<String, String> values = new EventFields.Collected();
    row.values()
        .forEach(
            (path, value) -> {
              values.put(path, value);
              if (value.startsWith("{\"")) {
                section(value)
                    .ifPresent(
                        it ->
                            it.values()
                                .forEach((name, nested) -> values.put(path + "." + name, nested)));
              }
            });
    return new EventFields(values);
  }

  /** Jackson's own message, without the source that it appends. */
  private String problem(JsonProcessingException problem) {
    String message = problem.getOriginalMessage();
    if (message.contains("nesting depth")) {
      return "the record has more than " + depth + " nested objects and lists";
    }
    var location = problem.getLocation();
    String place =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    String reason = message.lines().findFirst().orElse("");
    // Without what the library says about its own source and tokens.
    return "the JSON is broken"
        + place
        + ": "
        + reason.replaceFirst(" \\(start marker at .*|: was expecting .*", "");
  }

  /** A member as it is read; what comes under the same name again is added to it. */
  private static final class Part {
    @Nullable String text;
    final Map<String, String> below = new EventFields.Collected();

    boolean isEmpty() {
      return text == null && below.isEmpty();
    }

    Member member() {
      return new Member(text, below.isEmpty() ? EventFields.NONE : new EventFields(below));
    }
  }

  /** One pass over an object's text. */
  private static final class Pass {
    private final JsonParser parser;
    private final Map<String, Part> detail = new LinkedHashMap<>();
    private boolean sawDetail;
    private boolean sawRecords;
    private int details;
    private int count;
    private int countBefore;
    private int prefix;

    Pass(JsonParser parser) {
      this.parser = parser;
    }

    /** The object that begins at the parser's current token. */
    JsonObject object(boolean outermost) throws IOException {
      Map<String, Part> parts = new LinkedHashMap<>();
      fill(parts, outermost);
      return new JsonObject(
          members(parts),
          sawDetail
              ? Optional.of(new JsonObject(members(detail), Optional.empty()))
              : Optional.empty());
    }

    /** The values of the object that begins at the parser's current token, as of a section. */
    Map<String, String> section() throws IOException {
      Map<String, String> values = new EventFields.Collected();
      add(values, "", 1);
      return values;
    }

    private static Map<String, Member> members(Map<String, Part> parts) {
      Map<String, Member> members = new LinkedHashMap<>();
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        if (!part.getValue().isEmpty()) {
          members.put(part.getKey(), part.getValue().member());
        }
      }
      return members;
    }

    private void fill(Map<String, Part> parts, boolean outermost) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (outermost && name.equals("detail") && value != JsonToken.VALUE_NULL) {
          details++;
        }
        if (outermost && value == JsonToken.START_OBJECT && name.equals("detail")) {
          // EventBridge's envelope: the record's own fields are one level down.
          sawDetail = true;
          fill(detail, false);
          continue;
        }
        sawRecords |= outermost && value == JsonToken.START_ARRAY && RecordSplitter.isList(name);
        Part part = parts.computeIfAbsent(name, it -> new Part());
        prefix = name.length() + 1;
        countBefore = count;
        String before = part.text;
        add(part, value);
        if (before != null && isIdentityOfRoot(name, before) && !before.equals(part.text)) {
          // As much as before: a string replaced the text.
          count += part.text == null ? 1 : 0;
          part.text = before;
        }
      }
    }

    private void add(Part part, JsonToken value) throws IOException {
      if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
        add(part.below, "", 1);
      } else if (value == JsonToken.VALUE_NULL || !isFull("", 1)) {
        count -= part.text == null ? 0 : 1;
        part.text = value == JsonToken.VALUE_NULL ? null : parser.getText();
        count += part.text == null ? 0 : 1;
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
        case VALUE_NULL -> {
          if (!isOfRoot(path, values.get(path))) {
            count -= values.remove(path) == null ? 0 : 1;
          }
        }
        default -> {
          if (!isFull(path, level)) {
            String before = values.put(path, parser.getText());
            count += before == null ? 1 : 0;
            if (before != null && isOfRoot(path, before)) {
              values.put(path, before);
            }
          }
        }
      }
    }

    /** Whether a string is an identity of the root user, as JSON or as a query prints a row. */
    private static boolean isIdentityOfRoot(String name, String text) {
      return KeyVariants.OF_RECORD.canonical(name).equals("userIdentity")
          && text.toLowerCase(Locale.ROOT).contains("root");
    }

    /** Whether the value is the type or the ARN of the root user, or says that root was assumed. */
    private static boolean isOfRoot(String path, @Nullable String value) {
      if (value == null) {
        return false;
      }
      String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      String text = value.strip().toLowerCase(Locale.ROOT);
      return switch (name) {
        case "type" -> text.equals("root");
        case "arn" -> text.endsWith(":root");
        case "assumedroot" -> text.equals("true");
        default -> false;
      };
    }

    private boolean isFull(String path, int level) {
      return count - countBefore >= EventFields.MAX_PER_SECTION
          || count >= EventFields.MAX_SIZE
          || level > EventFields.MAX_DEPTH
          || prefix + path.length() > MAX_PATH_LENGTH;
    }
  }
}
