package io.rootmon.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document surely fits a schema: a yes holds, a no is for the schema library to explain
 * or to overrule. It knows what {@code rootmon.schema.json} uses and no more. Without streams and
 * lambdas, which a cold start pays for.
 */
final class SchemaCheck {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  private static final Map<?, ?> TEXT = Map.of("type", "string");

  private final Map<?, ?> root;
  private final Map<Object, Pattern> patterns = new HashMap<>();

  /**
   * False for good once something was not known. To take that for a mismatch on the spot would let
   * documents through: below {@code if} and {@code oneOf} a mismatch may be what is wanted.
   */
  private boolean sure = true;

  private SchemaCheck(Map<?, ?> root) {
    this.root = root;
  }

  /** The schema is one: a test holds ours against the schema of schemas. */
  static boolean passes(Object schema, Object document) {
    SchemaCheck check = new SchemaCheck((Map<?, ?>) schema);
    return check.fits(schema, document) && check.sure;
  }

  /** Where there is no rule, everything fits. */
  private boolean fits(@Nullable Object rule, Object value) {
    if (!(rule instanceof Map<?, ?> keywords)) {
      return rule == null || (rule instanceof Boolean any ? any : unknown());
    }
    for (Map.Entry<?, ?> it : keywords.entrySet()) {
      if (!keeps(keywords, (String) it.getKey(), it.getValue(), value)) {
        return false;
      }
    }
    return true;
  }

  private boolean unknown() {
    sure = false;
    return true;
  }

  private boolean keeps(Map<?, ?> rule, String keyword, Object wanted, Object value) {
    return switch (keyword) {
      case "title", "description", "default", "examples", "writeOnly", "$defs" -> true;
      case "then", "else" -> true;
      // Elsewhere they would change what the keywords beside them and references mean.
      case "$id" -> rule == root || unknown();
      case "$schema" -> (rule == root && wanted.equals(DRAFT)) || unknown();
      case "$ref" -> fits(at((String) wanted), value);
      case "type" -> isA(wanted instanceof List<?> types ? types : List.of(wanted), value);
      case "const" -> isAmong(List.of(wanted), value);
      case "enum" -> isAmong((List<?>) wanted, value);
      case "if" -> fits(rule.get(fits(wanted, value) ? "then" : "else"), value);
      case "allOf" -> fitting((List<?>) wanted, value) == ((List<?>) wanted).size();
      case "oneOf" -> fitting((List<?>) wanted, value) == 1;
      case "pattern" -> !(value instanceof String text) || isFound(wanted, text);
      case "minimum" -> !(value instanceof Number) || inOrder(wanted, value);
      case "maximum" -> !(value instanceof Number) || inOrder(value, wanted);
      case "items" -> !(value instanceof List<?> list) || all(wanted, list);
      case "minItems" -> !(value instanceof List<?> list) || inOrder(wanted, list.size());
      case "uniqueItems" ->
          !(value instanceof List<?> list) || wanted.equals(false) || differ(list);
      case "properties" ->
          !(value instanceof Map<?, ?> map)
              || members((Map<?, ?>) wanted, rule.get("additionalProperties"), map);
      case "additionalProperties" ->
          rule.containsKey("properties")
              || !(value instanceof Map<?, ?> map)
              || all(wanted, map.values());
      case "propertyNames" -> !(value instanceof Map<?, ?> map) || all(wanted, map.keySet());
      case "minProperties" -> !(value instanceof Map<?, ?> map) || inOrder(wanted, map.size());
      case "required" ->
          !(value instanceof Map<?, ?> map) || map.keySet().containsAll((List<?>) wanted);
      default -> unknown();
    };
  }

  /** What a reference such as {@code #/$defs/channel} names; no other kind is known. */
  private Object at(String reference) {
    if (!reference.startsWith("#/") || reference.contains("~") || reference.contains("%")) {
      return unknown();
    }
    @Nullable Object place = root;
    for (String key : reference.substring(2).split("/", -1)) {
      place = place instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return place == null ? unknown() : place;
  }

  private boolean isA(List<?> types, Object value) {
    if (value instanceof Map) {
      return types.contains("object");
    } else if (value instanceof List) {
      return types.contains("array");
    } else if (value instanceof String) {
      return types.contains("string");
    }
    // JSON Schema counts 1.0 as an integer; whether the library does is its own matter.
    return (value instanceof Integer && types.contains("integer")) || unknown();
  }

  /** Only texts are compared: when numbers, lists and objects are equal, the library knows. */
  private boolean isAmong(List<?> choices, Object value) {
    return choices.contains(value) || (!all(TEXT, choices) && unknown());
  }

  private boolean differ(List<?> values) {
    return new HashSet<>(values).size() == values.size() && (all(TEXT, values) || unknown());
  }

  private int fitting(List<?> rules, Object value) {
    int fitting = 0;
    for (Object it : rules) {
      fitting += fits(it, value) ? 1 : 0;
    }
    return fitting;
  }

  private boolean members(Map<?, ?> named, @Nullable Object others, Map<?, ?> given) {
    for (Map.Entry<?, ?> it : given.entrySet()) {
      Object rule = named.get(it.getKey());
      if (!fits(rule == null ? others : rule, it.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean all(Object rule, Iterable<?> values) {
    for (Object it : values) {
      if (!fits(rule, it)) {
        return false;
      }
    }
    return true;
  }

  private boolean inOrder(Object less, Object more) {
    return (less instanceof Integer low && more instanceof Integer high) ? low <= high : unknown();
  }

  private boolean isFound(Object regex, String text) {
    Pattern pattern = patterns.get(regex);
    if (pattern == null) {
      pattern = Pattern.compile((String) regex);
      patterns.put(regex, pattern);
    }
    return pattern.matcher(text).find();
  }
}
