package io.rootmon.internal.text;

import java.util.regex.Pattern;

/**
 * Converts text of unknown origin to a safe line for people. The line has no line breaks, no
 * control or bidirectional characters, no address with a scheme, which email clients and Slack
 * would convert to a link, and a maximum length. Templates escape markup.
 */
public final class SafeText {
  private static final Pattern LINK_BY_NAME = Pattern.compile("(?i)\\b(www|mailto)([.:])");

  private SafeText() {}

  /**
   * Returns the text as one line of at most this number of characters. A truncated text ends in
   * "…".
   */
  public static String line(String text, int longest) {
    if (text.length() <= longest && isPlain(text)) {
      return text;
    }
    StringBuilder line = new StringBuilder(Math.min(text.length(), longest + 16));
    boolean spaceDue = false;
    int count = 0;
    for (int at = 0; at < text.length() && count <= longest; ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      if (isSpace(character)) {
        spaceDue = !line.isEmpty();
      } else if (isPrintable(character)) {
        if (spaceDue) {
          line.append(' ');
          count++;
          spaceDue = false;
        }
        line.appendCodePoint(isWhole(character) ? character : 0xFFFD);
        count++;
      }
    }
    return cut(unlink(line.toString()), longest);
  }

  /** Truncates a string at whole characters. A truncated text ends in "…". */
  public static String cut(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /**
   * Returns whether a string is certainly safe without changes: ASCII, without two consecutive
   * spaces, without a space at either end, and without characters of a link. Nearly every text is
   * safe, and most strings are checked often.
   */
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      boolean plain = next >= '0' && next != ':';
      if (next > '~' || (!plain && !mayFollow(before, next))) {
        return false;
      }
      before = next;
    }
    return before != ' ' || text.isEmpty();
  }

  private static boolean mayFollow(char before, char next) {
    return switch (next) {
      case ' ' -> before != ' ';
      case '/' -> before != ':';
      case '.', ':' -> before != 'w' && before != 'W' && before != 'o' && before != 'O';
      default -> next > ' ';
    };
  }

  /** Breaks up texts that email clients and Slack would convert to links. */
  private static String unlink(String line) {
    return LINK_BY_NAME.matcher(line.replace("://", "[:]//")).replaceAll("$1[$2]");
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character);
  }

  /**
   * Returns whether the character is visible. Format characters are invisible, and some change the
   * direction of the text around them.
   */
  private static boolean isPrintable(int character) {
    int type = Character.getType(character);
    return type != Character.FORMAT
        && type != Character.PRIVATE_USE
        && type != Character.UNASSIGNED;
  }

  private static boolean isWhole(int character) {
    return Character.getType(character) != Character.SURROGATE;
  }
}
