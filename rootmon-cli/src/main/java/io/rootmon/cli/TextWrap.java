package io.rootmon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks text into lines at spaces. A longer word gets a line of its own. A time is not separated
 * from its date, nor an account's number from its name.
 */
public final class TextWrap {
  private static final char NO_BREAK = '\u00a0';
  private static final Pattern INSIDE_VALUE =
      Pattern.compile("(?<=[0-9]{4}-[0-9]{2}-[0-9]{2}) (?=[0-9]{2}:[0-9]{2})| (?=\\([0-9]{12}\\))");

  private TextWrap() {}

  /** Returns the text with its lines indented, those after the first by four spaces more. */
  public static String indented(String text, int indent, int width) {
    String start = " ".repeat(indent);
    return start
        + String.join("\n    " + start, lines(text, Math.max(1, width - indent - 4)))
        + "\n";
  }

  /** Returns the lines, each of at most this width if the words allow it. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String unbroken = INSIDE_VALUE.matcher(text).replaceAll(String.valueOf(NO_BREAK));
    for (String word : unbroken.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString().replace(NO_BREAK, ' '));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString().replace(NO_BREAK, ' '));
    return lines;
  }
}
