package io.rootmon.cloudtrail.internal.prefilter;

import io.rootmon.cloudtrail.internal.prefilter.JsonShape.JsonShapeParser;
import io.rootmon.cloudtrail.internal.prefilter.JsonShape.JsonStringScanner;
import io.rootmon.cloudtrail.internal.prefilter.JsonShape.Nesting;
import io.rootmon.cloudtrail.internal.prefilter.JsonShape.Next;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter.PrefilterFields.Field;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Skips records that do not involve root without parsing them in full. Such records are most of an
 * archive. The prefilter skips only plain JSON with the fields of ordinary records. Every other
 * record is passed to the full reader. The prefilter therefore never skips a record that the full
 * reader rejects or attributes to root.
 *
 * <p>A record may involve root if a string is {@code Root} in any case or ends with {@code :root},
 * or if the name of its event is wanted for every caller. The prefilter caches the shapes of
 * records, up to 1 MiB. Belongs to one thread.
 */
public final class RecordPrefilter {
  /** The full reader must read the record. */
  static final int UNSURE = -1;

  /** The bytes end before the record ends. */
  public static final int CUT = -2;

  private static final int MAX_NUMBER_LENGTH = 18;
  private static final int MAX_CACHED = 1 << 20;

  /** The approximate size of a cached gap without its bytes. */
  private static final int GAP = 128;

  private final PrefilterFields fields;
  private final JsonShapeParser reader;
  private final JsonShape start = new JsonShape(new byte[0], Next.TEXT, Field.OTHER, Nesting.NONE);
  private int remembered;

  /**
   * The names on which the prefilter must agree with the full reader.
   *
   * @param isVariant accepts another spelling of a field of the record
   * @param isIdentityVariant accepts another spelling of a field of the record's identity
   * @param identityTypes the types of identity that are certainly not root
   */
  public record FieldNames(
      Predicate<String> isVariant, Predicate<String> isIdentityVariant, Set<String> identityTypes) {
    public FieldNames {
      identityTypes = Set.copyOf(identityTypes);
    }
  }

  /**
   * Creates a prefilter.
   *
   * @param wanted matches the names of events that are read for every caller
   * @param depth the maximum nesting of objects and lists
   */
  public RecordPrefilter(Predicate<String> wanted, FieldNames names, int depth) {
    this.fields = new PrefilterFields(wanted, names);
    this.reader = new JsonShapeParser(names, depth);
  }

  /** Returns the time of the record that was skipped last. */
  public Instant time() {
    return fields.time();
  }

  /**
   * Skips the object at this position. Returns the position after it, {@link #UNSURE} or {@link
   * #CUT}.
   */
  public int pass(byte[] bytes, int from, int end) {
    fields.begin(bytes);
    JsonShape gap = start;
    int at = from;
    while (true) {
      JsonShape next = gap.followerAt(bytes, at, end);
      if (next == null) {
        next = learn(gap, bytes, at, end);
        if (next == null) {
          return reader.problem();
        }
      }
      gap = next;
      at += gap.length;
      if (gap.next == Next.END) {
        return fields.arePresent() ? at : UNSURE;
      }
      int to =
          gap.next == Next.TEXT
              ? JsonStringScanner.end(bytes, at, end)
              : behindNumber(bytes, at, end);
      if (to < 0) {
        return to;
      }
      if (gap.next == Next.TEXT) {
        if (!fields.accept(gap.field, at, to - at)) {
          return UNSURE;
        }
        to++;
      }
      at = to;
    }
  }

  private @Nullable JsonShape learn(JsonShape gap, byte[] bytes, int at, int end) {
    JsonShape next = reader.read(gap, bytes, at, end);
    if (next != null) {
      remembered += GAP + next.length;
      if (remembered > MAX_CACHED) {
        remembered = 0;
        start.clear();
      } else {
        gap.learn(next);
      }
    }
    return next;
  }

  /** Returns the position after a short number, such as 12, -1 or 0.5. */
  private static int behindNumber(byte[] bytes, int from, int end) {
    int whole = bytes[from] == '-' ? from + 1 : from;
    int at = behindDigits(bytes, whole, end);
    boolean isProper = at > whole && (at == whole + 1 || bytes[whole] != '0');
    if (at < end && bytes[at] == '.') {
      int fraction = at + 1;
      at = behindDigits(bytes, fraction, end);
      isProper &= at > fraction;
    }
    if (at == end) {
      return CUT;
    }
    // No gap begins with an exponent, so such a number goes to the full reader.
    return isProper && at - from <= MAX_NUMBER_LENGTH ? at : UNSURE;
  }

  private static int behindDigits(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  /**
   * The fields that identify an ordinary record that does not involve root. Belongs to one thread.
   */
  static final class PrefilterFields {
    private static final Set<String> ORDINARY =
        Set.of(
            "AwsApiCall",
            "AwsServiceEvent",
            "AwsConsoleAction",
            "AwsConsoleSignIn",
            "AwsVpceEvent");

    private static final Set<String> CATEGORIES = Set.of("Management", "Data");
    private static final int ROOT = 4;
    private static final byte[] PATTERN = ascii("0000-00-00T00:00:00Z");

    /** A field of the record itself. */
    enum Field {
      EVENT_NAME,
      EVENT_TIME,
      EVENT_TYPE,
      EVENT_CATEGORY,
      USER_IDENTITY,
      IDENTITY_TYPE,
      /** Another spelling of a relevant field. The full reader must interpret it. */
      VARIANT,
      OTHER;

      private static final Map<String, Field> BY_NAME =
          Map.of(
              "eventName", EVENT_NAME,
              "eventTime", EVENT_TIME,
              "eventType", EVENT_TYPE,
              "eventCategory", EVENT_CATEGORY,
              "userIdentity", USER_IDENTITY);

      /** Returns the field with this name in the record itself. */
      static Field of(String name, FieldNames names) {
        Field known = BY_NAME.get(name);
        return known != null ? known : names.isVariant().test(name) ? VARIANT : OTHER;
      }

      /** Returns the field with this name in the record's identity. */
      static Field ofIdentity(String name, FieldNames names) {
        return name.equals("type")
            ? IDENTITY_TYPE
            : names.isIdentityVariant().test(name) ? VARIANT : OTHER;
      }
    }

    private final SeenValues names;
    private final SeenValues types = new SeenValues(ORDINARY::contains);
    private final SeenValues categories = new SeenValues(CATEGORIES::contains);
    private final SeenValues identities;
    private byte[] bytes = new byte[0];
    private boolean named;
    private boolean identified;
    private boolean timed;
    private Instant time = Instant.EPOCH;
    private int date = -1;
    private long day;

    PrefilterFields(Predicate<String> wanted, FieldNames vocabulary) {
      this.identities = new SeenValues(vocabulary.identityTypes()::contains);
      this.names = new SeenValues(it -> !it.isBlank() && it.indexOf('\\') < 0 && !wanted.test(it));
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Starts another record in these bytes. */
    void begin(byte[] from) {
      bytes = from;
      named = false;
      timed = false;
      identified = false;
    }

    /** Returns whether the record has the fields that every record has. */
    boolean arePresent() {
      return named && timed && identified;
    }

    /** Returns the time of the event. */
    Instant time() {
      return time;
    }

    /** Returns whether the string allows the record to be skipped. */
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

    /**
     * Returns whether the identity has a known type. The full reader handles all other identities.
     */
    private boolean acceptsIdentity(int from, int length) {
      identified = true;
      return identities.accept(bytes, from, length);
    }

    private boolean mayBeRoot(int from, int length) {
      int at = from + length - ROOT;
      boolean isRoot =
          (bytes[at] | 0x20) == 'r'
              && (bytes[at + 1] | 0x20) == 'o'
              && (bytes[at + 2] | 0x20) == 'o';
      return isRoot && (length == ROOT || bytes[at - 1] == ':');
    }

    /** Accepts the first name only: a record with two names must be read. */
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

    /**
     * Parses a date. The last date is cached, because most records have the same day as the one
     * before.
     */
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

  /**
   * The accepted values of a field, cached by their bytes because most values repeat. Belongs to
   * one thread.
   */
  static final class SeenValues {
    private static final int SLOTS = 256;
    private static final int MAX_STORED_LENGTH = 64;

    private final Predicate<String> accepted;
    private final byte[][] texts = new byte[SLOTS][];

    SeenValues(Predicate<String> accepted) {
      this.accepted = accepted;
    }

    /** Returns whether the value, in Latin 1, is accepted. */
    boolean accept(byte[] bytes, int from, int length) {
      if (length == 0 || length > MAX_STORED_LENGTH) {
        return isAccepted(bytes, from, length);
      }
      int slot = slot(bytes, from, length);
      byte[] known = texts[slot];
      if (known != null && Arrays.equals(known, 0, known.length, bytes, from, from + length)) {
        return true;
      }
      boolean isAccepted = isAccepted(bytes, from, length);
      if (isAccepted) {
        texts[slot] = Arrays.copyOfRange(bytes, from, from + length);
      }
      return isAccepted;
    }

    /**
     * Calculates the slot from the end and the length of a name, because names of one service have
     * the same start.
     */
    private static int slot(byte[] bytes, int from, int length) {
      int last = from + length - 1;
      int hash = length;
      for (int at = Math.max(from, last - 11); at <= last; at++) {
        hash = hash * 31 + bytes[at];
      }
      return (hash ^ (hash >>> 8)) & (SLOTS - 1);
    }

    private boolean isAccepted(byte[] bytes, int from, int length) {
      return accepted.test(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
    }
  }
}
