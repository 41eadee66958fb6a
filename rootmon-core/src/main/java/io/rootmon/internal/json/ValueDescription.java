package io.rootmon.internal.json;

import io.rootmon.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/** Describes a value for messages in one line of limited length. */
public final class ValueDescription {
  private static final int MAX_LENGTH = 60;

  private ValueDescription() {}

  public static String of(Object value) {
    if (value instanceof String text) {
      return text.isBlank() ? "empty" : "the text '" + line(text) + "'";
    }
    return unquoted(value);
  }

  /** Describes the value without quoting a string, which may be a secret in the wrong place. */
  public static String unquoted(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "an empty object" : "an object";
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "an empty list" : "a list";
    }
    if (value instanceof String) {
      return "a different string";
    }
    return value.equals(JsonTree.NULL) ? "null" : line(value.toString());
  }

  /**
   * Returns a key or another string of the document in a form for messages, without the password of
   * an address.
   */
  public static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("(?<=://).*@", "***@");
    return SafeText.cut(line, MAX_LENGTH + 1);
  }
}
