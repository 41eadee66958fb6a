package io.rootmon.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields by which a record is known as an ordinary one in which root has no part. Belongs to
 * one thread.
 */
final class OrdinaryFields {
  private static final Set<String> ORDINARY =
      Set.of(
          "AwsApiCall", "AwsServiceEvent", "AwsConsoleAction", "AwsConsoleSignIn", "AwsVpceEvent");

  private static final byte[] EVENT_NAME = ascii("eventName");
  private static final byte[] EVENT_TIME = ascii("eventTime");
  private static final byte[] EVENT_TYPE = ascii("eventType");
  private static final byte[] EVENT_CATEGORY = ascii("eventCategory");
  private static final byte[] USER_IDENTITY = ascii("userIdentity");
  private static final byte[] MANAGEMENT = ascii("Management");
  private static final byte[] DATA = ascii("Data");
  private static final byte[] COLON_ROOT = ascii(":root");
  private static final byte[] PATTERN = ascii("0000-00-00T00:00:00Z");

  /** A record's own field, where it matters. */
  enum Field {
    EVENT_NAME,
    EVENT_TIME,
    EVENT_TYPE,
    EVENT_CATEGORY,
    USER_IDENTITY,
    OTHER
  }

  private final Predicate<String> wanted;
  private byte[] bytes = new byte[0];
  private boolean named;
  private boolean timed;
  private Instant time = Instant.EPOCH;

  OrdinaryFields(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins another record in those bytes. */
  void begin(byte[] from) {
    bytes = from;
    named = false;
    timed = false;
  }

  /** Whether it has what every record has. */
  boolean areThere() {
    return named && timed;
  }

  /** When the event was. */
  Instant time() {
    return time;
  }

  /** What a record's own name stands for. */
  Field field(int from, int length) {
    if (length == EVENT_NAME.length && bytes[from] == 'e') {
      return is(EVENT_NAME, from)
          ? Field.EVENT_NAME
          : is(EVENT_TIME, from)
              ? Field.EVENT_TIME
              : is(EVENT_TYPE, from) ? Field.EVENT_TYPE : Field.OTHER;
    }
    if (length == USER_IDENTITY.length && is(USER_IDENTITY, from)) {
      return Field.USER_IDENTITY;
    }
    boolean category = length == EVENT_CATEGORY.length && is(EVENT_CATEGORY, from);
    return category ? Field.EVENT_CATEGORY : Field.OTHER;
  }

  /** Whether a text tells of nothing that has to be read. */
  boolean accept(Field field, int from, int length) {
    if (length == 4 && isRoot(from)) {
      return false;
    }
    if (length >= COLON_ROOT.length && is(COLON_ROOT, from + length - COLON_ROOT.length)) {
      return false;
    }
    return switch (field) {
      case EVENT_NAME -> acceptsName(from, length);
      case EVENT_TIME -> acceptsTime(from, length);
      case EVENT_TYPE -> ORDINARY.contains(latin(from, length));
      case EVENT_CATEGORY ->
          (length == MANAGEMENT.length && is(MANAGEMENT, from))
              || (length == DATA.length && is(DATA, from));
      case USER_IDENTITY -> false;
      case OTHER -> true;
    };
  }

  private boolean isRoot(int from) {
    return (bytes[from] | 0x20) == 'r'
        && (bytes[from + 1] | 0x20) == 'o'
        && (bytes[from + 2] | 0x20) == 'o'
        && (bytes[from + 3] | 0x20) == 't';
  }

  private boolean is(byte[] text, int from) {
    for (int index = 0; index < text.length; index++) {
      if (bytes[from + index] != text[index]) {
        return false;
      }
    }
    return true;
  }

  /** Of two names only one would count. */
  private boolean acceptsName(int from, int length) {
    String name = latin(from, length);
    boolean first = !named;
    named = true;
    return first && !name.isBlank() && name.indexOf('\\') < 0 && !wanted.test(name);
  }

  private boolean acceptsTime(int from, int length) {
    if (timed || length != PATTERN.length) {
      return false;
    }
    for (int index = 0; index < length; index++) {
      byte next = bytes[from + index];
      boolean digit = next >= '0' && next <= '9';
      if (PATTERN[index] == '0' ? !digit : next != PATTERN[index]) {
        return false;
      }
    }
    timed = true;
    try {
      time =
          LocalDateTime.of(
                  number(from, 4),
                  number(from + 5, 2),
                  number(from + 8, 2),
                  number(from + 11, 2),
                  number(from + 14, 2),
                  number(from + 17, 2))
              .toInstant(ZoneOffset.UTC);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private int number(int from, int digits) {
    int number = 0;
    for (int index = 0; index < digits; index++) {
      number = number * 10 + bytes[from + index] - '0';
    }
    return number;
  }

  private String latin(int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
  }
}
