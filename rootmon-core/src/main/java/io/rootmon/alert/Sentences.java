package io.rootmon.alert;

import java.util.Locale;

/** Writes phrases as sentences. */
final class Sentences {
  private Sentences() {}

  /** With a capital at the beginning and punctuation at the end. */
  static String of(String phrase) {
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
