package io.rootmon.cloudtrail.internal;

import java.util.Locale;
import java.util.Set;

/** The words that databases and their tools print in place of an absent value. */
final class NullWords {
  private static final Set<String> WORDS =
      Set.of("null", "(null)", "[null]", "<null>", "none", "nan", "n/a", "\\n", "-", "undefined");

  /** Longer values are not compared. */
  private static final int MAX_LENGTH = 16;

  private NullWords() {}

  /** Returns whether the whole value is such a word, in any case. */
  static boolean isNull(String value) {
    return value.length() <= MAX_LENGTH && WORDS.contains(value.strip().toLowerCase(Locale.ROOT));
  }
}
