package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.MalformedEventException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names the format of a file without JSON, and how to get JSON from its source. */
final class OtherFormats {
  private static final String NO_JSON = "rootmon reads JSON with CloudTrail events, but this is ";

  /**
   * Packed files by their first bytes, in which U+FFFD replaces what is not UTF-8: <a
   * href="https://www.iana.org/assignments/media-types/application/zstd">zstd</a>, <a
   * href="https://tukaani.org/xz/xz-file-format.txt">xz</a>, <a
   * href="https://www.7-zip.org/7z.html">7z</a>.
   */
  private static final Map<String, String> PACKED =
      Map.of(
          "PK\u0003\u0004", "a zip archive",
          "(\ufffd/\ufffd", "compressed with Zstandard",
          "\ufffd7zXZ\0", "compressed with xz",
          "7z\ufffd\ufffd'\u001c", "a 7z archive",
          "BZh91AY&SY", "compressed with bzip2",
          "Rar!", "a RAR archive",
          "\u0004\"M\u0018", "compressed with LZ4");

  private OtherFormats() {}

  /** Returns the format of a packed file. */
  static Optional<String> packed(String start) {
    return PACKED.entrySet().stream()
        .filter(it -> start.startsWith(it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> Optional.of("a tar archive").filter(it -> start.contains("\0ustar")));
  }

  /** The problem with a string that begins no JSON. */
  static String problem(String text) {
    String start = text.stripLeading();
    if (start.startsWith("PAR1")) {
      return NO_JSON + "Parquet. Query it with Athena, and export the records as JSON";
    } else if (packed(start).isPresent()) {
      return NO_JSON + packed(start).get() + ". Unpack it first";
    } else if (start.startsWith("<")) {
      return NO_JSON + "XML or HTML. Give rootmon the JSON of the events";
    } else if (start.strip().matches("-{4,}") || start.startsWith("|") || start.startsWith("+-")) {
      return NO_JSON + "a table. Run the AWS command again with --output json";
    } else if (isYaml(start)) {
      return NO_JSON + "YAML. Run the AWS command again with --output json";
    } else if (isCsv(start)) {
      return NO_JSON
          + "CSV without a header that rootmon recognizes. Export the columns eventtime, eventsource,"
          + " eventname and useridentity with their names in the first row, or export JSON";
    }
    return notAnObject(text);
  }

  /**
   * The problem with a string that is no JSON. Names the characters that an editor does not show.
   */
  static String notAnObject(String text) {
    if (!isInvisible(text)) {
      return "not a JSON object: " + MalformedEventException.quote(text);
    }
    int character = text.strip().codePointAt(0);
    return String.format(
        Locale.ROOT,
        "must be a JSON object but is the invisible character U+%04X (%s). Remove it",
        character,
        Character.getName(character));
  }

  /** Whether the text begins as a binary format does, or contains bytes that no text has. */
  static boolean isBinary(String text) {
    String start = text.stripLeading();
    return start.startsWith("PAR1")
        || packed(start).isPresent()
        || text.codePoints()
            .anyMatch(
                it ->
                    it == 0xFFFD
                        || (Character.isISOControl(it) && !Character.isWhitespace(it) && it != 27));
  }

  /** Whether the text has characters, and an editor shows none of them. */
  static boolean isInvisible(String text) {
    String start = text.strip();
    return !start.isEmpty() && start.codePoints().allMatch(OtherFormats::isInvisible);
  }

  private static boolean isInvisible(int character) {
    return Character.isISOControl(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.FORMAT;
  }

  private static boolean isYaml(String start) {
    return start.strip().equals("---")
        || start.strip().matches("(- )?[A-Za-z]{2,40}:(\\s.*)?")
        || start.startsWith("- {")
        || start.startsWith("- '");
  }

  private static boolean isCsv(String start) {
    String line = start.toLowerCase(Locale.ROOT).replace("_", "").replace(" ", "");
    return line.contains(",") && (line.contains("eventname") || line.contains("useridentity"));
  }
}
