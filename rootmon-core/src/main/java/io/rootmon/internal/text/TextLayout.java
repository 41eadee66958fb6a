package io.rootmon.internal.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats plain text for every email client: lines have at most 78 columns, except for addresses.
 * Continuation lines are indented, so that no text can imitate a line of its own.
 */
public final class TextLayout {
  private static final int COLUMNS = 78;
  private static final Pattern MARK = Pattern.compile(" *(?:[-•*] +|[0-9]{1,3}\\. +)?");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private TextLayout() {}

  /** Returns the text with long lines wrapped, and at most one consecutive empty line. */
  public static String wrapped(String text) {
    StringBuilder wrapped = new StringBuilder(text.length() + COLUMNS);
    text.lines().forEach(line -> wrap(line.stripTrailing(), wrapped));
    return wrapped.toString().strip() + "\n";
  }

  /** Returns the text as a single line. */
  public static String line(String text) {
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private static void wrap(String line, StringBuilder wrapped) {
    if (line.isEmpty() && endsInEmptyLine(wrapped)) {
      return;
    }
    if (columns(line) <= COLUMNS || isCommand(line)) {
      wrapped.append(line).append('\n');
      return;
    }
    String indent = indent(line);
    int column = 0;
    for (int at = 0, next; at < line.length(); at = next) {
      next = endOfWord(line, at);
      String word = line.substring(at, next);
      if (column > 0 && column + columns(word) > COLUMNS) {
        wrapped.append('\n').append(indent);
        column = indent.length();
        word = word.strip();
      }
      while (columns(word) > COLUMNS - column && !isAddress(word)) {
        int end = word.offsetByCodePoints(0, COLUMNS - column);
        wrapped.append(word, 0, end).append('\n').append(indent);
        word = word.substring(end);
        column = indent.length();
      }
      wrapped.append(word);
      column += columns(word);
    }
    wrapped.append('\n');
  }

  /**
   * Returns whether a line is a command, which is indented by four spaces. A wrapped command would
   * not run.
   */
  private static boolean isCommand(String line) {
    return line.startsWith("    ") && line.strip().length() > 0;
  }

  /** Returns the end of a word, including the spaces before it. No line ends in spaces. */
  private static int endOfWord(String line, int from) {
    int at = from;
    while (at < line.length() && isSpace(line.charAt(at))) {
      at++;
    }
    while (at < line.length() && !isSpace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * Returns whether the character is white space for a regular expression. A wider space is part of
   * a word.
   */
  private static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  private static boolean endsInEmptyLine(StringBuilder text) {
    int last = text.length() - 1;
    return last > 0 && text.charAt(last) == '\n' && text.charAt(last - 1) == '\n';
  }

  private static String indent(String line) {
    Matcher mark = MARK.matcher(line);
    int width = mark.lookingAt() ? mark.end() : 0;
    boolean isMarked = line.substring(0, width).strip().length() > 0;
    return " ".repeat(Math.min(isMarked ? width : width + 2, COLUMNS / 2));
  }

  private static boolean isAddress(String word) {
    String start = word.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("https://") || start.startsWith("http://");
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }
}
