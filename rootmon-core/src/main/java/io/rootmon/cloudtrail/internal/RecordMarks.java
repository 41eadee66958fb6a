package io.rootmon.cloudtrail.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes a string that may contain an event at any depth, in any spelling of its fields. */
final class RecordMarks {
  private static final List<String> MARKS =
      List.of(
          "useridentity",
          "cloudtrailevent",
          "eventjson",
          "detailtype",
          "rootcredentialusage",
          "\"root\"",
          ":root\"");

  /** Long enough for gzip data or a record. */
  private static final Pattern ENCODED = Pattern.compile("\"([A-Za-z0-9+/_-]{64,}={0,2})\"");

  private RecordMarks() {}

  /** Returns whether the text, or a string in base64 within it, has a mark of an event. */
  static boolean mayHoldRecord(String text) {
    if (isMarked(text) || isMarkedWhenDecoded(text)) {
      return true;
    }
    Matcher encoded = ENCODED.matcher(text);
    while (encoded.find()) {
      if (isMarkedWhenDecoded(encoded.group(1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMarked(String text) {
    // The quotes of JSON in a string are escaped.
    String folded = text.toLowerCase(Locale.ROOT).replaceAll("[_\\\\-]", "");
    return MARKS.stream().anyMatch(folded::contains);
  }

  /** Compressed data, and what was encoded twice, is not examined: it may be an event. */
  private static boolean isMarkedWhenDecoded(String text) {
    Optional<byte[]> decoded = BodyDecoder.base64(text);
    if (decoded.isEmpty()) {
      return false;
    }
    String content = new String(decoded.get(), StandardCharsets.UTF_8).strip();
    return !(content.startsWith("{") || content.startsWith("[")) || isMarked(content);
  }
}
