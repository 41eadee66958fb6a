package io.rootmon.cloudtrail.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Recognizes bodies that are not JSON: base64, and the texts that AWS sends at set-up. */
public final class BodyDecoder {
  /**
   * CloudTrail publishes the first when a topic is set for a trail, CloudWatch Logs writes the
   * second when a subscription is created, and the third to the bucket of an export.
   */
  private static final List<String> SET_UP_TEXTS =
      List.of(
          "CloudTrail validation message", "CWL CONTROL MESSAGE:", "Permission Check Successful");

  private static final int MIN_LENGTH = 8;

  private BodyDecoder() {}

  /** Returns whether the text is sent at set-up, and contains no event. */
  public static boolean isSetUpText(String text) {
    String stripped = text.strip();
    return SET_UP_TEXTS.stream().anyMatch(stripped::startsWith);
  }

  /** Without white space around it, and without a byte order mark. */
  public static String strip(String text) {
    String stripped = text.strip();
    return stripped.startsWith("\ufeff") ? stripped.substring(1).strip() : stripped;
  }

  /** Decodes a string in base64 that contains gzip data or JSON; empty for any other string. */
  public static Optional<byte[]> base64(String text) {
    if (text.length() < MIN_LENGTH || !isBase64(text)) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (next == '-' || next == '_') {
        digits.append(next == '-' ? '+' : '/');
      } else if (!Character.isWhitespace(next)) {
        digits.append(next);
      }
    }
    try {
      byte[] bytes =
          Base64.getDecoder().decode(digits.toString().getBytes(StandardCharsets.US_ASCII));
      return isPayload(bytes) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isBase64(String text) {
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      boolean isDigit =
          (next >= 'A' && next <= 'Z')
              || (next >= 'a' && next <= 'z')
              || (next >= '0' && next <= '9')
              || next == '+'
              || next == '/'
              || next == '-'
              || next == '_'
              || next == '=';
      if (!isDigit && !Character.isWhitespace(next)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it begins as gzip, JSON, or JSON in UTF-16 does. */
  private static boolean isPayload(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int two = ((bytes[0] & 0xff) << Byte.SIZE) | (bytes[1] & 0xff);
    if (two == 0x1f8b || two == 0xfffe || two == 0xfeff || two == 0xefbb) {
      return true;
    }
    String start = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
    if (start.equals("H4sI") || start.startsWith("eyJ")) {
      // Base64 again, of gzip or of JSON.
      return true;
    }
    for (byte next : bytes) {
      if (next == '{' || next == '[') {
        return true;
      } else if (next != 0 && next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return false;
      }
    }
    return false;
  }
}
