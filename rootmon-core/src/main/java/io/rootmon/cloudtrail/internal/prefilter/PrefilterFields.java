package io.rootmon.cloudtrail.internal.prefilter;

import io.rootmon.cloudtrail.internal.IdentityReader;
import io.rootmon.cloudtrail.internal.KeyVariants;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields by which a record is known as an ordinary one in which root has no part. Belongs to
 * one thread.
 */
final class PrefilterFields {
  private static final Set<String> ORDINARY =
      Set.of(
          "AwsApiCall", "AwsServiceEvent", "AwsConsoleAction", "AwsConsoleSignIn", "AwsVpceEvent");

  private static final Set<String> CATEGORIES = Set.of("Management", "Data");
  private static final int ROOT = 4;
  private static final byte[] PATTERN = ascii("0000-00-00T00:00:00Z");

  /** A record's own field, where it matters. */
  enum Field {
    EVENT_NAME,
    EVENT_TIME,
    EVENT_TYPE,
    EVENT_CATEGORY,
    USER_IDENTITY,
    IDENTITY_TYPE,
    /** Another spelling of a field that matters: the full reader decides what it is. */
    VARIANT,
    OTHER;

    private static final Map<String, Field> BY_NAME =
        Map.of(
            "eventName", EVENT_NAME,
            "eventTime", EVENT_TIME,
            "eventType", EVENT_TYPE,
            "eventCategory", EVENT_CATEGORY,
            "userIdentity", USER_IDENTITY);

    /** What a record's own name stands for. */
    static Field of(String name) {
      Field known = BY_NAME.get(name);
      return known != null ? known : KeyVariants.OF_RECORD.isVariant(name) ? VARIANT : OTHER;
    }

    /** What a name in its identity stands for. */
    static Field ofIdentity(String name) {
      return name.equals("type")
          ? IDENTITY_TYPE
          : KeyVariants.OF_IDENTITY.isVariant(name) ? VARIANT : OTHER;
    }
  }

  private final SeenValues names;
  private final SeenValues types = new SeenValues(ORDINARY::contains);
  private final SeenValues categories = new SeenValues(CATEGORIES::contains);
  private final SeenValues identities = new SeenValues(IdentityReader.KNOWN_TYPES::contains);
  private byte[] bytes = new byte[0];
  private boolean named;
  private boolean identified;
  private boolean timed;
  private Instant time = Instant.EPOCH;
  private int date = -1;
  private long day;

  PrefilterFields(Predicate<String> wanted) {
    this.names = new SeenValues(it -> !it.isBlank() && it.indexOf('\\') < 0 && !wanted.test(it));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins another record in those bytes. */
  void begin(byte[] from) {
    bytes = from;
    named = false;
    timed = false;
    identified = false;
  }

  /** Whether it has what every record has. */
  boolean arePresent() {
    return named && timed && identified;
  }

  /** When the event was. */
  Instant time() {
    return time;
  }

  /** Returns whether a text contains nothing that must be read. */
  boolean accept(Field field, int from, int length) {
    if (length >= ROOT && (bytes[from + length - 1] | 0x20) == 't' && mayBeRoot(from, length)) {
      return false;
    }
    if (field == Field.OTHER) {
      return true;
    }
    return switch (field) {
      case EVENT_NAME -> acceptsName(from, length);
      case EVENT_TIME -> acceptsTime(from, length);
      case EVENT_TYPE -> types.accept(bytes, from, length);
      case EVENT_CATEGORY -> categories.accept(bytes, from, length);
      case IDENTITY_TYPE -> acceptsIdentity(from, length);
      case USER_IDENTITY, VARIANT, OTHER -> false;
    };
  }

  /** Any other type, and an identity without one, is the full reader's business. */
  private boolean acceptsIdentity(int from, int length) {
    identified = true;
    return identities.accept(bytes, from, length);
  }

  private boolean mayBeRoot(int from, int length) {
    int at = from + length - ROOT;
    boolean isRoot =
        (bytes[at] | 0x20) == 'r' && (bytes[at + 1] | 0x20) == 'o' && (bytes[at + 2] | 0x20) == 'o';
    return isRoot && (length == ROOT || bytes[at - 1] == ':');
  }

  /** Of two names only one would count. */
  private boolean acceptsName(int from, int length) {
    boolean first = !named;
    named = true;
    return first && names.accept(bytes, from, length);
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
    int hour = number(from + 11, 2);
    int minute = number(from + 14, 2);
    int second = number(from + 17, 2);
    int onDate = number(from, 4) * 10_000 + number(from + 5, 2) * 100 + number(from + 8, 2);
    if (hour > 23 || minute > 59 || second > 59 || !isDate(onDate)) {
      return false;
    }
    time = Instant.ofEpochSecond(day * 86_400 + hour * 3_600L + minute * 60L + second);
    return true;
  }

  /** Most records are of the same day as the one before. */
  private boolean isDate(int written) {
    if (written != date) {
      try {
        day = LocalDate.of(written / 10_000, written / 100 % 100, written % 100).toEpochDay();
      } catch (DateTimeException e) {
        return false;
      }
      date = written;
    }
    return true;
  }

  private int number(int from, int digits) {
    int number = 0;
    for (int index = 0; index < digits; index++) {
      number = number * 10 + bytes[from + index] - '0';
    }
    return number;
  }
}
