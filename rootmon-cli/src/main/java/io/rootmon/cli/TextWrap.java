package io.rootmon.cli;

import java.util.ArrayList;
import java.util.List;

/** Wraps text at spaces. A longer word is a line of its own. */
public final class TextWrap {
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
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
