package io.rootmon.cloudtrail;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scalar values of a JSON object by their path, such as {@code taskPolicyArn.arn} or {@code
 * resources[0].ARN}. All values are text, because CloudTrail writes the same field as a string in
 * one record and as a number, boolean or list in another.
 *
 * <p>Nulls and empty strings count as absent. Each section of a record has at most {@value
 * #MAX_PER_SECTION} values, all sections together have {@value #MAX_SIZE}, and values are at most
 * {@value #MAX_DEPTH} levels deep. The event's raw text contains the rest.
 */
public record EventFields(Map<String, String> values) {
  /** The maximum number of values of a section. */
  public static final int MAX_PER_SECTION = 1_000;

  /** The maximum number of values of all sections. */
  public static final int MAX_SIZE = 20_000;

  /** The maximum depth of a value, in levels. */
  public static final int MAX_DEPTH = 16;

  /** No fields. */
  public static final EventFields NONE = new EventFields(Map.of());

  /** Values that never change after their collection, so that no copy is necessary. */
  public static final class Collected extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;
  }

  public EventFields {
    values =
        Collections.unmodifiableMap(
            values instanceof Collected ? values : new LinkedHashMap<>(values));
  }

  // Written out: the generated methods spin classes, a millisecond each in a cold start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventFields it && values.equals(it.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Returns the value at the path, or the first value if it is a list. */
  public Optional<String> text(String path) {
    String value = values.get(path);
    if (value == null) {
      value = values.get(path + "[0]");
    }
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  /** Returns whether the value is {@code true}, as a boolean or as a string. */
  public boolean isTrue(String path) {
    return text(path).filter(it -> it.strip().equalsIgnoreCase("true")).isPresent();
  }

  /** Returns the boolean at the path, if there is one. */
  public Optional<Boolean> flag(String path) {
    return text(path)
        .map(String::strip)
        .filter(it -> it.equalsIgnoreCase("true") || it.equalsIgnoreCase("false"))
        .map(it -> it.equalsIgnoreCase("true"));
  }

  /** Returns whether there is a value at or below the path. */
  public boolean has(String path) {
    if (values.containsKey(path)) {
      return true;
    }
    for (String key : values.keySet()) {
      if (isBelow(key, path)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there is no field. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  private static boolean isBelow(String key, String path) {
    return key.length() > path.length()
        && key.startsWith(path)
        && (key.charAt(path.length()) == '.' || key.charAt(path.length()) == '[');
  }

  /** Returns the values below the path. A scalar at the path has the empty path. */
  public EventFields under(String path) {
    Map<String, String> below = new Collected();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(path)) {
            String rest = key.substring(path.length());
            if (rest.isEmpty() || rest.startsWith("[")) {
              below.put(rest, value);
            } else if (rest.startsWith(".")) {
              below.put(rest.substring(1), value);
            }
          }
        });
    return below.isEmpty() ? NONE : new EventFields(below);
  }

  /** Returns the paths of the fields, such as {@code requestParameters.userName}. */
  public Collection<String> paths() {
    return values.keySet();
  }
}
