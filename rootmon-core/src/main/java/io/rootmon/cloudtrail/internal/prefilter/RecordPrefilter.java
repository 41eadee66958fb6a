package io.rootmon.cloudtrail.internal.prefilter;

import io.rootmon.cloudtrail.internal.prefilter.JsonShape.Nesting;
import io.rootmon.cloudtrail.internal.prefilter.JsonShape.Next;
import io.rootmon.cloudtrail.internal.prefilter.PrefilterFields.Field;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the records in which root has no part, without reading them: most of an archive. It
 * is sure only of plain JSON with an ordinary record's fields; everything else must be read. So
 * what it passes over, the full reader would have read, and found to be none of root's.
 *
 * <p>Root has a part where a text is {@code Root} in any letters or ends with {@code :root}, or
 * where the event's name is wanted with any caller. It remembers the shapes of records, up to a
 * megabyte of them. Belongs to one thread.
 */
public final class RecordPrefilter {
  /** It has to be read. */
  static final int UNSURE = -1;

  /** The bytes end before the record does. */
  public static final int CUT = -2;

  private static final int MAX_NUMBER_LENGTH = 18;
  private static final int MAX_CACHED = 1 << 20;

  /** What a gap takes beside its bytes, about. */
  private static final int GAP = 128;

  private final PrefilterFields fields;
  private final JsonShapeParser reader;
  private final JsonShape start = new JsonShape(new byte[0], Next.TEXT, Field.OTHER, Nesting.NONE);
  private int remembered;

  /**
   * @param wanted by the names of events that must be read with any caller
   * @param depth how deep objects and lists may nest
   */
  public RecordPrefilter(Predicate<String> wanted, int depth) {
    this.fields = new PrefilterFields(wanted);
    this.reader = new JsonShapeParser(depth);
  }

  /** The time of the record that was passed over last. */
  public Instant time() {
    return fields.time();
  }

  /** Where the object that begins there ends; {@link #UNSURE} or {@link #CUT}. */
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

  /** Behind a short number, such as 12, -1 or 0.5. */
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
    // An exponent is nothing that a gap may begin with.
    return isProper && at - from <= MAX_NUMBER_LENGTH ? at : UNSURE;
  }

  private static int behindDigits(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }
}
