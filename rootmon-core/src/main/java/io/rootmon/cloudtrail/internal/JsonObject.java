package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.EventFields;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object by its members: each is a string, or its nested values, flat. Paths are those of
 * {@link EventFields}.
 *
 * @param detail the object in EventBridge's envelope
 */
public record JsonObject(Map<String, Member> members, Optional<JsonObject> detail) {
  /** The text is null if there are only objects or lists. */
  record Member(@Nullable String text, EventFields below) {
    private EventFields fields() {
      if (text == null) {
        return below;
      }
      Map<String, String> values = new EventFields.Collected();
      values.putAll(below.values());
      values.put("", text);
      return new EventFields(values);
    }
  }

  /** The same of values that are flat to the top. */
  static JsonObject of(EventFields flat) {
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    Map<String, String> texts = new HashMap<>();
    flat.values()
        .forEach(
            (path, value) -> {
              int end = endOfName(path);
              String name = path.substring(0, end);
              Map<String, String> below =
                  parts.computeIfAbsent(name, it -> new EventFields.Collected());
              if (end == path.length()) {
                texts.put(name, value);
              } else {
                below.put(rest(path, end), value);
              }
            });
    Map<String, Member> members = new LinkedHashMap<>();
    parts.forEach(
        (name, below) -> members.put(name, new Member(texts.get(name), new EventFields(below))));
    return new JsonObject(members, Optional.empty());
  }

  /** All members' values, flat to the top. */
  EventFields flat() {
    Map<String, String> values = new EventFields.Collected();
    members.forEach(
        (name, member) ->
            member
                .fields()
                .values()
                .forEach((path, value) -> values.put(joined(name, path), value)));
    return new EventFields(values);
  }

  private static String joined(String name, String path) {
    return path.isEmpty() || path.startsWith("[") ? name + path : name + "." + path;
  }

  /** The value at the path, or the first one of a list. */
  public Optional<String> text(String path) {
    int end = endOfName(path);
    Member member = members.get(path.substring(0, end));
    if (member == null) {
      return Optional.empty();
    }
    String text = member.text();
    if (text == null || end < path.length()) {
      return member.below().text(rest(path, end));
    }
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** Whether there is anything at or below the path. */
  boolean has(String path) {
    int end = endOfName(path);
    Member member = members.get(path.substring(0, end));
    return member != null && (end == path.length() || member.below().has(rest(path, end)));
  }

  /** Returns the values below the path; a scalar there is found under the empty path. */
  public EventFields under(String path) {
    int end = endOfName(path);
    Member member = members.get(path.substring(0, end));
    if (member == null) {
      return EventFields.NONE;
    }
    EventFields below = member.fields();
    return end == path.length() ? below : below.under(rest(path, end));
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  Set<String> names() {
    return members.keySet();
  }

  private static int endOfName(String path) {
    for (int index = 0; index < path.length(); index++) {
      if (path.charAt(index) == '.' || path.charAt(index) == '[') {
        return index;
      }
    }
    return path.length();
  }

  private static String rest(String path, int end) {
    boolean dot = end < path.length() && path.charAt(end) == '.';
    return path.substring(dot ? end + 1 : end);
  }
}
