package io.rootmon.internal.alert;

import java.util.Locale;

/** Converts phrases to sentences. */
public final class Sentences {
  private Sentences() {}

  /**
   * Returns the phrase with a capital first letter and final punctuation. The name {@code rootmon}
   * and names with dots, such as {@code account.amazonaws.com}, keep their first letters.
   */
  public static String of(String phrase) {
    String text = phrase.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begin = text.substring(0, text.offsetByCodePoints(0, 1));
    boolean isClosed = ".?!…:".indexOf(text.charAt(text.length() - 1)) >= 0;
    int space = text.indexOf(' ');
    String word = space > 0 ? text.substring(0, space) : text;
    boolean isName = word.contains(".") ? space > 0 : word.equals("rootmon");
    return (isName ? begin : upper(begin)) + text.substring(begin.length()) + (isClosed ? "" : ".");
  }

  private static String upper(String character) {
    return character.toUpperCase(Locale.ROOT);
  }
}
