package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.EventFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a row or a map as Athena and CloudTrail Lake print one: {@code {type=Root, arn=…,
 * sessioncontext={…}}}.
 *
 * <p>The text has no quotes, so a value may look like the next member. The first value of a name
 * counts, except that {@code Root} is never hidden by another one.
 */
final class PrintedRow {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.:-]{0,127}");
  private static final Pattern FIRST = Pattern.compile("(?s)\\{\\s*[A-Za-z_][\\w.:-]{0,127}=.*");
  private static final int MAX_DEPTH = 8;

  private final String text;
  private final Map<String, String> values = new EventFields.Collected();
  private int at;

  private PrintedRow(String text) {
    this.text = text;
  }

  /** The members by their paths; empty if the text is no printed row. */
  static Optional<EventFields> parse(String text) {
    String stripped = text.strip();
    if (!FIRST.matcher(stripped).matches()) {
      return Optional.empty();
    }
    PrintedRow row = new PrintedRow(stripped);
    row.readMembers("", 0);
    return row.values.isEmpty() ? Optional.empty() : Optional.of(new EventFields(row.values));
  }

  /** Reads from an opening brace to its end. A row in a row has a path of its own. */
  private void readMembers(String path, int depth) {
    at++;
    while (at < text.length() && text.charAt(at) != '}') {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        at = text.length();
        return;
      }
      String name = text.substring(at, equals).strip();
      at = equals + 1;
      boolean isName = NAME.matcher(name).matches();
      boolean isRow = at < text.length() && text.charAt(at) == '{' && !text.startsWith("{\"", at);
      if (isRow && depth < MAX_DEPTH) {
        readMembers(path + (isName ? name : "") + ".", depth + 1);
      } else {
        put(path, isName ? name : "", value());
      }
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '}') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
  }

  private void put(String path, String name, String value) {
    if (name.isEmpty()
        || value.isEmpty()
        || value.toLowerCase(Locale.ROOT).equals("null")
        || values.size() >= EventFields.MAX_PER_SECTION) {
      return;
    }
    if (value.equalsIgnoreCase("Root")) {
      values.put(path + name, value);
    } else {
      values.putIfAbsent(path + name, value);
    }
  }

  /** Up to the comma before the next member, or the brace at this level. */
  private String value() {
    int start = at;
    int depth = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (depth == 0 && (next == '}' || (next == ',' && isMemberNext()))) {
        break;
      }
      depth += next == '{' || next == '[' ? 1 : 0;
      depth -= next == '}' || next == ']' ? 1 : 0;
      at++;
    }
    return text.substring(start, at).strip();
  }

  /** Whether a name and an equals sign follow the comma; names of IAM may contain both. */
  private boolean isMemberNext() {
    int from = at + 1;
    if (from >= text.length() || text.charAt(from) != ' ') {
      return false;
    }
    int equals = text.indexOf('=', from);
    return equals > 0 && NAME.matcher(text.substring(from + 1, equals)).matches();
  }
}
