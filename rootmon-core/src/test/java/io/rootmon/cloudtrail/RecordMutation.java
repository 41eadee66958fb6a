package io.rootmon.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/** Does something to a record that no JSON writer would do. */
public final class RecordMutation {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "\\",
          ",",
          ":",
          "null",
          "true",
          "1e999999999",
          "-",
          "\u0000",
          "\n",
          "{\"Records\":[",
          "\"Records\":",
          "\"body\":",
          "\"Message\":",
          "\"detail\":{",
          "\\ud800",
          "\ud83d\ude00",
          "\"eventTime\":",
          "\"type\":\"Root\"",
          "\"type\":null,",
          "\"Type\":",
          "\"userIdentity\":null,",
          "\"userIdentity\":7,",
          "\"useridentity\":",
          "\"userIdentity\":{},",
          "\"userIdentity\":[",
          "\"requestPayload\":",
          "\"s3\":{",
          "\"Findings\":[",
          "\u001f\u008b");

  private RecordMutation() {}

  public static byte[] of(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }
    int at = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(40, bytes.length - at) + 1);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String piece =
        new String(
            PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8),
            StandardCharsets.ISO_8859_1);
    String mutated =
        switch (random.nextInt(6)) {
          case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
          case 1 -> text.substring(0, at) + text.substring(at + length);
          case 2 -> text.substring(0, at) + piece + text.substring(at);
          case 3 -> text.substring(0, at) + text.substring(at, at + length) + text.substring(at);
          case 4 -> text.substring(0, at);
          default ->
              text.replaceFirst(
                  "\"[a-zA-Z]+\": *\"[^\"]*\"", Matcher.quoteReplacement(piece + ":" + piece));
        };
    return mutated.getBytes(StandardCharsets.ISO_8859_1);
  }
}
