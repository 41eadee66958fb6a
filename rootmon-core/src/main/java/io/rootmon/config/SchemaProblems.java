package io.rootmon.config;

import dev.harrel.jsonschema.Error;
import io.rootmon.json.ValueDescription;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The schema library's errors in words for a person: what is expected is the schema's {@code enum}
 * or {@code title}, and nothing of a secret is quoted.
 */
record SchemaProblems(Object schema, Object document) {

  /** Empty for an error that only sums up others. */
  List<String> of(Error error) {
    if (error.getEvaluationPath().contains("/oneOf/")) {
      return List.of();
    }
    String location = error.getSchemaLocation();
    Pointer place = Pointer.of(location.substring(location.indexOf('#') + 1));
    String path = path(Pointer.of(error.getInstanceLocation()));
    Object value = Pointer.of(error.getInstanceLocation()).in(document);
    @Nullable String keyword = error.getKeyword();
    if (keyword == null) {
      Map<?, ?> known = object(object(place.parent().in(schema)).get("properties"));
      return List.of(path + ": expected one of " + keys(known) + " but was an unknown key");
    }
    Map<?, ?> rule = object(place.in(schema));
    return switch (keyword) {
      case "if", "allOf" -> List.of();
      case "required" -> missing(path, rule, object(value));
      case "oneOf" ->
          value instanceof Map<?, ?> given ? List.of(choice(path, rule, given)) : List.of();
      default ->
          place.keys().contains("propertyNames")
              ? misnamed(path, rule, object(value))
              : List.of(
                  colon(path)
                      + "expected "
                      + expected(rule)
                      + " but was "
                      + seen(place, rule, value));
    };
  }

  private List<String> missing(String path, Map<?, ?> rule, Map<?, ?> given) {
    Map<?, ?> properties = object(rule.get("properties"));
    return list(rule.get("required")).stream()
        .filter(it -> !given.containsKey(it))
        .map(
            it ->
                join(path, (String) it)
                    + ": expected "
                    + expected(object(properties.get(it)))
                    + " but was missing")
        .toList();
  }

  /** Each alternative by the keys that it requires. */
  private static String choice(String path, Map<?, ?> rule, Map<?, ?> given) {
    String choices =
        list(rule.get("oneOf")).stream()
            .map(it -> words(list(object(it).get("required")), " with "))
            .collect(Collectors.joining(", "));
    String seen = given.isEmpty() ? "none" : words(List.copyOf(given.keySet()), " with ");
    return colon(path) + "expected exactly one of " + choices + " but was " + seen;
  }

  private static List<String> misnamed(String path, Map<?, ?> rule, Map<?, ?> given) {
    String pattern = (String) rule.get("pattern");
    return given.keySet().stream()
        .map(String.class::cast)
        .filter(it -> !it.matches(pattern))
        .map(
            it ->
                join(path, it)
                    + ": expected "
                    + rule.get("title")
                    + " but was '"
                    + ValueDescription.line(it)
                    + "'")
        .toList();
  }

  private String expected(Map<?, ?> rule) {
    if (rule.get("enum") instanceof List<?> values) {
      return "one of " + words(values, ", ");
    }
    if (rule.get("title") instanceof String title) {
      return title;
    }
    String reference = String.valueOf(rule.get("$ref"));
    return expected(object(Pointer.of(reference).in(schema)));
  }

  private static String seen(Pointer place, Map<?, ?> rule, Object value) {
    if (place.isWithin("secret")) {
      return ValueDescription.unquoted(value);
    }
    boolean textWanted = rule.containsKey("enum") || rule.containsKey("pattern");
    return textWanted && value instanceof String text && !text.isBlank()
        ? "'" + ValueDescription.line(text) + "'"
        : ValueDescription.of(value);
  }

  private String path(Pointer place) {
    String path = "";
    Object value = document;
    for (String key : place.keys()) {
      path = value instanceof List ? path + "[" + key + "]" : join(path, key);
      value = Pointer.of("/" + key.replace("~", "~0").replace("/", "~1")).in(value);
    }
    return path;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? ValueDescription.line(key) : path + "." + ValueDescription.line(key);
  }

  private static String colon(String path) {
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String keys(Map<?, ?> properties) {
    return words(List.copyOf(properties.keySet()), ", ");
  }

  private static String words(List<?> words, String between) {
    return words.stream().map(String::valueOf).collect(Collectors.joining(between));
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
