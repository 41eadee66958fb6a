package io.rootmon.cloudtrail.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Cuts the text of one value out of the text of a JSON object. */
public final class JsonSlices {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonSlices() {}

  /**
   * The text of the value at the path, unchanged. Of a repeated name the last value counts that is
   * not null.
   *
   * @return empty if there is none, or if the text is not JSON
   */
  static Optional<String> find(String json, String... path) {
    Optional<String> slice = Optional.of(json);
    for (String name : path) {
      slice = slice.flatMap(it -> member(it, name));
    }
    return slice;
  }

  private static Optional<String> member(String json, String name) {
    String found = null;
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isWanted = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        String slice = isWanted ? slice(json, parser) : "";
        if (!isWanted) {
          parser.skipChildren();
        } else if (found == null || value != JsonToken.VALUE_NULL) {
          found = slice;
        }
      }
    } catch (IOException e) {
      // The text is broken behind the value, or before it.
      return Optional.ofNullable(found);
    }
    return Optional.ofNullable(found);
  }

  /** Whether an object has a field of a record, in any spelling. */
  static boolean hasMember(String json, String canonical) {
    return hasMember(
        json, (String name) -> KeyVariants.OF_RECORD.canonical(name).equals(canonical));
  }

  /** Whether an object has a field with such a name. */
  static boolean hasMember(String json, Predicate<String> isName) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (isName.test(parser.currentName())) {
          return true;
        }
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  /** The names of an object's members, repeated ones as well; those before the point of a break. */
  static List<String> names(String json) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          names.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return names;
    }
    return names;
  }

  /** The elements of a JSON list; empty if it is no list, or broken. */
  static List<String> elements(String json) {
    List<String> elements = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return List.of();
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(slice(json, parser));
      }
    } catch (IOException e) {
      return List.of();
    }
    return elements;
  }

  /** The text of a JSON text; empty if the slice is another thing. */
  public static Optional<String> text(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return parser.nextToken() == JsonToken.VALUE_STRING
          ? Optional.of(parser.getText())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String slice(String json, JsonParser parser) throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return json.substring(from, (int) parser.currentLocation().getCharOffset()).strip();
  }

  /**
   * Whether an actor in a finding is the root user: an object that describes a user or its access
   * key has that type. All of the JSON is examined, at any length.
   */
  static boolean namesRootAsActor(String json) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      String name = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case FIELD_NAME -> name = parser.currentName();
          // A list's elements are named as the list is.
          case START_OBJECT, START_ARRAY -> names.add(name);
          case END_OBJECT, END_ARRAY -> name = names.remove(names.size() - 1);
          case VALUE_STRING -> {
            if (parser.getText().strip().equalsIgnoreCase("Root")
                && isTypeOfActor(names.isEmpty() ? "" : names.get(names.size() - 1), name)) {
              return true;
            }
          }
          default -> {
            // Of no interest.
          }
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  private static boolean isTypeOfActor(String object, String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "usertype", "principaltype" -> true;
      case "type" -> object.equalsIgnoreCase("user") || object.equalsIgnoreCase("userIdentity");
      default -> false;
    };
  }
}
