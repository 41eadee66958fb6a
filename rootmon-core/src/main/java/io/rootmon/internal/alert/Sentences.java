package io.rootmon.internal.alert;

import java.util.Locale;

/** Converts phrases to sentences. */
public final class Sentences {
  private Sentences() {}

  /** Returns the phrase with a capital first letter and final punctuation. */
  public static String of(String phrase) {
    String text = phrase.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begin = text.substring(0, text.offsetByCodePoints(0, 1));
    boolean isClosed = ".?!…:".indexOf(text.charAt(text.length() - 1)) >= 0;
    return upper(begin) + text.substring(begin.length()) + (isClosed ? "" : ".");
  }

  private static String upper(String character) {
    return character.toUpperCase(Locale.ROOT);
  }
}
