package io.rootmon.json;

import io.rootmon.text.SafeText;
import java.util.List;
import java.util.Map;

/** What a value was, as messages say it: one line, cut. */
public final class ValueDescription {
  private static final int MAX_LENGTH = 60;

  private ValueDescription() {}

  public static String of(Object value) {
    if (value instanceof String text) {
      return text.isBlank() ? "empty" : "the text '" + line(text) + "'";
    }
    return unquoted(value);
  }

  /** Without the text itself, which may be a secret that was put into the wrong place. */
  public static String unquoted(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "an empty object" : "an object";
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "an empty list" : "a list";
    }
    if (value instanceof String) {
      return "another text";
    }
    return value.equals(JsonTree.NULL) ? "null" : line(value.toString());
  }

  /** A key, or another text of the document's own, fit for a message: no address's password. */
  public static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("(?<=://).*@", "***@");
    return SafeText.cut(line, MAX_LENGTH + 1);
  }
}
