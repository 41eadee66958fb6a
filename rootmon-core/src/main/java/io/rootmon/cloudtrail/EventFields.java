package io.rootmon.cloudtrail;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scalar values of a JSON object by their path, such as {@code taskPolicyArn.arn} or {@code
 * resources[0].ARN}, all as text: CloudTrail writes one field as a string here and as a number,
 * boolean or list there.
 *
 * <p>Nulls and empty texts count as absent. At most {@value #MAX_PER_SECTION} values of each of a
 * record's fields are kept, {@value #MAX_SIZE} in all, down to {@value #MAX_DEPTH} levels: the
 * event's raw text has the rest.
 */
public record EventFields(Map<String, String> values) {
  public static final int MAX_PER_SECTION = 1_000;
  public static final int MAX_SIZE = 20_000;
  public static final int MAX_DEPTH = 16;
  public static final EventFields NONE = new EventFields(Map.of());

  /** Values that their collector does not change any more: they need not be copied. */
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

  /** The value at the path, or the first one of a list. */
  public Optional<String> text(String path) {
    String value = values.get(path);
    if (value == null) {
      value = values.get(path + "[0]");
    }
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  /** Returns whether the value is {@code true}, as a boolean or as a text. */
  public boolean isTrue(String path) {
    return text(path).filter(it -> it.strip().equalsIgnoreCase("true")).isPresent();
  }

  /** The boolean, if there is one. */
  public Optional<Boolean> flag(String path) {
    return text(path)
        .map(String::strip)
        .filter(it -> it.equalsIgnoreCase("true") || it.equalsIgnoreCase("false"))
        .map(it -> it.equalsIgnoreCase("true"));
  }

  /** Whether there is anything at or below the path. */
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

  public boolean isEmpty() {
    return values.isEmpty();
  }

  private static boolean isBelow(String key, String path) {
    return key.length() > path.length()
        && key.startsWith(path)
        && (key.charAt(path.length()) == '.' || key.charAt(path.length()) == '[');
  }

  /** Returns the values below the path; a scalar there is found under the empty path. */
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

  public Collection<String> paths() {
    return values.keySet();
  }
}
