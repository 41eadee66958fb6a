package io.rootmon.internal.channel.sns;

import io.rootmon.internal.text.TextLayout;
import io.rootmon.internal.text.Truncation;
import java.text.Normalizer;

/**
 * Creates a subject that SNS accepts: 1 to 99 printable ASCII characters, starting with a letter or
 * digit. Accents are removed; other characters outside ASCII become question marks.
 */
final class SnsSubject {
  static final int MAX_LENGTH = 99;

  private SnsSubject() {}

  static String of(String text) {
    String ascii =
        Normalizer.normalize(TextLayout.line(text), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[‘’]", "'")
            .replaceAll("[“”]", "\"")
            .replaceAll("\\p{Pd}", "-")
            .replaceAll("[^ -~]", "?")
            .replaceFirst("^[^A-Za-z0-9]+", "")
            .strip();
    if (ascii.isEmpty()) {
      return "Root alert";
    }
    return Truncation.clause(ascii, MAX_LENGTH);
  }
}
