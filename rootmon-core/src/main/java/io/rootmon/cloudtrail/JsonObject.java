package io.rootmon.cloudtrail;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object by its members: each is a text, or what stands below it, flat. Paths are those of
 * {@link Fields}.
 *
 * @param detail the object that EventBridge's envelope holds
 */
record JsonObject(Map<String, Member> members, Optional<JsonObject> detail) {
  /** The text is null where only objects or lists stand. */
  record Member(@Nullable String text, Fields below) {
    private Fields fields() {
      if (text == null) {
        return below;
      }
      Map<String, String> values = new Fields.Collected();
      values.putAll(below.values());
      values.put("", text);
      return new Fields(values);
    }
  }

  /** The same of values that are flat to the top. */
  static JsonObject of(Fields flat) {
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    Map<String, String> texts = new HashMap<>();
    flat.values()
        .forEach(
            (path, value) -> {
              int end = endOfName(path);
              String name = path.substring(0, end);
              Map<String, String> below = parts.computeIfAbsent(name, it -> new Fields.Collected());
              if (end == path.length()) {
                texts.put(name, value);
              } else {
                below.put(rest(path, end), value);
              }
            });
    Map<String, Member> members = new LinkedHashMap<>();
    parts.forEach(
        (name, below) -> members.put(name, new Member(texts.get(name), new Fields(below))));
    return new JsonObject(members, Optional.empty());
  }

  /** All members' values, flat to the top. */
  Fields flat() {
    Map<String, String> values = new Fields.Collected();
    members.forEach(
        (name, member) ->
            member
                .fields()
                .values()
                .forEach((path, value) -> values.put(joined(name, path), value)));
    return new Fields(values);
  }

  private static String joined(String name, String path) {
    return path.isEmpty() || path.startsWith("[") ? name + path : name + "." + path;
  }

  /** The value at the path, or the first one where a list stands in its place. */
  Optional<String> text(String path) {
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

  /** What stands below the path; a scalar there is found under the empty path. */
  Fields under(String path) {
    int end = endOfName(path);
    Member member = members.get(path.substring(0, end));
    if (member == null) {
      return Fields.NONE;
    }
    Fields below = member.fields();
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
