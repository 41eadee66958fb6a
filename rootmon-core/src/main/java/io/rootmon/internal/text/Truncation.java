package io.rootmon.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Truncates texts to the limit of a recipient at whole characters. A truncated text ends in "…".
 */
public final class Truncation {
  private static final String END = "…";
  private static final Pattern PIECE =
      Pattern.compile("&(?:amp|lt|gt);|<[^<>\\n]*>|.", Pattern.DOTALL);

  private static final Pattern ACCOUNT_NUMBER = Pattern.compile(" \\([0-9]{12}\\)");
  private static final String CLAUSE_ENDS = ":;,.";

  /** Words and marks that need a continuation, which was removed. */
  private static final Pattern OPEN_END =
      Pattern.compile(
          "(?i)(?: (?:a|account|an|an organization|and|by|for|from|in|of|on|or|the|through|to|which|with)|[ :;,(–-])+$");

  private Truncation() {}

  /**
   * Returns at most this number of characters, and ends with a whole clause or word without a mark.
   * Account numbers after a name are removed first. Then the text is cut at the last colon,
   * semicolon, comma or full stop in the second half, or else at a word.
   */
  public static String clause(String text, int limit) {
    String line = text;
    if (line.length() > limit) {
      line = ACCOUNT_NUMBER.matcher(line).replaceAll("");
    }
    if (line.length() <= limit) {
      return line;
    }
    String room = line.substring(0, limit);
    for (int at = limit - 1; at >= limit / 2; at--) {
      if (CLAUSE_ENDS.indexOf(room.charAt(at)) >= 0 && isSpace(line, at + 1)) {
        return room.substring(0, at).strip();
      }
    }
    int end = limit;
    while (end > 0 && !isSpace(line, end)) {
      end--;
    }
    if (end == 0) {
      // A single word is cut, but never within a surrogate pair.
      return line.substring(
          0, Character.isHighSurrogate(line.charAt(limit - 1)) ? limit - 1 : limit);
    }
    String words = line.substring(0, end);
    for (String shorter = ""; !shorter.equals(words); ) {
      shorter = words;
      words = OPEN_END.matcher(words).replaceFirst("").strip();
    }
    return words;
  }

  private static boolean isSpace(String text, int at) {
    return at >= text.length() || text.charAt(at) == ' ';
  }

  /**
   * Returns whether a string has at most this number of bytes in UTF-8. A char has at most three.
   */
  public static boolean fits(String text, int limit) {
    return text.length() <= limit / 3 || text.getBytes(StandardCharsets.UTF_8).length <= limit;
  }

  /** Truncates a string to a number of bytes in UTF-8. */
  public static String bytes(String text, int limit) {
    if (fits(text, limit)) {
      return text;
    }
    int left = limit - END.getBytes(StandardCharsets.UTF_8).length;
    StringBuilder cut = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      String character = Character.toString(text.codePointAt(at));
      left -= character.getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        break;
      }
      cut.append(character);
      at += character.length();
    }
    return cut.append(END).toString();
  }

  /** Truncates Slack's mrkdwn to a number of characters, never within an entity, a link or code. */
  public static String markup(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    // Truncated code may need a closing mark at the end.
    int left = limit - END.length() - 1;
    StringBuilder cut = new StringBuilder();
    for (Matcher piece = PIECE.matcher(text); piece.find(); ) {
      if (cut.length() + piece.group().length() > left) {
        break;
      }
      cut.append(piece.group());
    }
    String lastLine = cut.substring(cut.lastIndexOf("\n") + 1);
    boolean inCode = lastLine.chars().filter(it -> it == '`').count() % 2 == 1;
    return cut + END + (inCode ? "`" : "");
  }
}
