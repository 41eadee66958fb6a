package io.rootmon.cli;

import io.rootmon.text.SafeText;

/**
 * Text from outside, made harmless on a screen: no control character is left that could move the
 * cursor, change colours or the window's title, and none that turns the direction of reading.
 */
public final class TerminalText {
  private static final int MAX_LENGTH = 2_000;

  private TerminalText() {}

  /** On one line, cut to a length that a person may want. */
  public static String line(String text) {
    return line(text, MAX_LENGTH);
  }

  /** On one line, cut to that length. */
  public static String line(String text, int longest) {
    // What is cut away need not be looked at; of what is looked at, little is taken out.
    String clean =
        clean(text.length() > 4 * longest ? text.substring(0, 4 * longest) : text, false);
    return SafeText.cut(clean, longest);
  }

  /** With its line breaks. */
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
