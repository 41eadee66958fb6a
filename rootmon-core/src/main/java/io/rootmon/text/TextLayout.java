package io.rootmon.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text laid out for any mail client: lines of at most 78 columns, addresses excepted. What
 * continues a line is indented, so that no text can pass for a line of its own.
 */
public final class TextLayout {
  private static final int COLUMNS = 78;
  private static final Pattern MARK = Pattern.compile(" *(?:[-•*] +|[0-9]{1,3}\\. +)?");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private TextLayout() {}

  /** The text with long lines broken, and no more than one empty line in a row. */
  public static String wrapped(String text) {
    StringBuilder wrapped = new StringBuilder(text.length() + COLUMNS);
    text.lines().forEach(line -> wrap(line.stripTrailing(), wrapped));
    return wrapped.toString().strip() + "\n";
  }

  /** The text as a single line. */
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

  /** A line of a command is indented by four spaces; a wrapped one would not run. */
  private static boolean isCommand(String line) {
    return line.startsWith("    ") && line.strip().length() > 0;
  }

  /** Of a word and the spaces before it; a line ends in no spaces. */
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

  /** What a regular expression takes for one: a wider space is a part of a word. */
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
