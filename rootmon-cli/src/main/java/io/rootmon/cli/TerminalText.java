package io.rootmon.cli;

import io.rootmon.internal.text.SafeText;

/**
 * Makes untrusted text safe for a screen: removes control characters, which could move the cursor,
 * change colours or the window's title, and characters that change the direction of reading.
 */
public final class TerminalText {
  private static final int MAX_LENGTH = 2_000;

  private TerminalText() {}

  /** Returns the text on one line, truncated to a reasonable length. */
  public static String line(String text) {
    return line(text, MAX_LENGTH);
  }

  /** Returns the text on one line, truncated to this length. */
  public static String line(String text, int longest) {
    // The truncated rest is not processed; of the start, only a few characters are removed.
    String clean =
        clean(text.length() > 4 * longest ? text.substring(0, 4 * longest) : text, false);
    return SafeText.cut(clean, longest);
  }

  /** Returns the text with its line breaks. */
  public static String lines(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean keepBreaks) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            it -> {
              if (it == '\n' && keepBreaks) {
                clean.append('\n');
              } else if (it == '\n' || it == '\t' || it == '\r') {
                clean.append(keepBreaks && it == '\r' ? "" : " ");
              } else if (isHarmless(it)) {
                clean.appendCodePoint(it);
              }
            });
    return clean.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
