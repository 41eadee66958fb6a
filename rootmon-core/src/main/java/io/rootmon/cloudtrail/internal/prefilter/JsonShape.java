package io.rootmon.cloudtrail.internal.prefilter;

import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter.FieldNames;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter.PrefilterFields.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes between two values of a record: commas, names, brackets, and the quotes of strings.
 * These bytes are called a gap. Most records have the same gaps, so each gap caches the gaps that
 * followed it. A gap that was valid once is only compared. Not safe for use by multiple threads.
 */
final class JsonShape {
  /** The kind of value that follows a gap. */
  enum Next {
    TEXT,
    NUMBER,
    /** No value follows: the gap ends the record. */
    END
  }

  private static final int MAX_FOLLOWERS = 128;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  final int length;
  final Next next;
  final Field field;
  final Nesting nesting;

  private final byte[] bytes;
  private final long head;
  private final long headMask;
  private @Nullable JsonShape follower;
  private @Nullable JsonShape sibling;
  private int followers;

  /**
   * Creates a gap.
   *
   * @param field the field of the value that follows the gap
   * @param nesting the nesting at the end of the gap
   */
  JsonShape(byte[] bytes, Next next, Field field, Nesting nesting) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.next = next;
    this.field = field;
    this.nesting = nesting;
    this.head = (long) LONGS.get(Arrays.copyOf(bytes, Math.max(Long.BYTES, length)), 0);
    this.headMask = length < Long.BYTES ? (1L << (length * Byte.SIZE)) - 1 : -1;
  }

  /**
   * The objects and lists around a position.
   *
   * @param depth their number
   * @param objects a bit for each level, set if it is an object
   * @param inIdentity whether one of them is the record's identity
   */
  record Nesting(int depth, long objects, boolean inIdentity) {
    static final Nesting NONE = new Nesting(0, 0, false);

    Nesting in(boolean object, boolean identity) {
      long bit = 1L << depth;
      return new Nesting(
          depth + 1, object ? objects | bit : objects & ~bit, identity || inIdentity);
    }

    Nesting out() {
      return new Nesting(depth - 1, objects, inIdentity && depth > 2);
    }

    /** Returns whether the names at this position are those of the identity itself. */
    boolean isIdentity() {
      return inIdentity && depth == 2;
    }

    boolean inObject() {
      return depth > 0 && ((objects >>> (depth - 1)) & 1) == 1;
    }
  }

  /** Returns the cached gap at this position, or null. The most recent gap is compared first. */
  @Nullable JsonShape followerAt(byte[] all, int at, int end) {
    long eight = end - at < Long.BYTES ? tail(all, at, end) : (long) LONGS.get(all, at);
    JsonShape before = null;
    for (JsonShape gap = follower; gap != null; gap = gap.sibling) {
      if (((eight ^ gap.head) & gap.headMask) == 0 && gap.continues(all, at, end)) {
        if (before != null) {
          before.sibling = gap.sibling;
          gap.sibling = follower;
          follower = gap;
        }
        return gap;
      }
      before = gap;
    }
    return null;
  }

  /** Returns the last bytes, padded with zeros. No gap contains a zero. */
  private static long tail(byte[] all, int at, int end) {
    long tail = 0;
    for (int last = end - 1; last >= at; last--) {
      tail = (tail << Byte.SIZE) | (all[last] & 0xff);
    }
    return tail;
  }

  /** Returns whether the bytes after the first eight match too. */
  private boolean continues(byte[] all, int at, int end) {
    if (length > end - at) {
      return false;
    }
    for (int from = Long.BYTES; from < length; from += Long.BYTES) {
      int last = Math.min(from, length - Long.BYTES);
      if ((long) LONGS.get(bytes, last) != (long) LONGS.get(all, at + last)) {
        return false;
      }
    }
    // A gap includes the opening quote of a string, but not the first digit of a number.
    return next != Next.NUMBER || (at + length < end && beginsNumber(all[at + length]));
  }

  static boolean beginsNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** Caches a gap that can follow. A full cache is cleared first. */
  void learn(JsonShape gap) {
    if (followers == MAX_FOLLOWERS) {
      clear();
    }
    followers++;
    gap.sibling = follower;
    follower = gap;
  }

  void clear() {
    follower = null;
    followers = 0;
  }

  /**
   * Parses gaps that are not cached. It accepts valid JSON with the fields of ordinary records.
   * Belongs to one thread.
   */
  static final class JsonShapeParser {
    private static final int MAX_DEPTH = 60;
    private static final int MAX_NAME_LENGTH = 10_000;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private enum Expected {
      NAME,
      NAME_OR_END,
      COLON,
      VALUE,
      VALUE_OR_END,
      COMMA_OR_END;

      boolean isValue() {
        return this == VALUE || this == VALUE_OR_END;
      }
    }

    private final FieldNames names;
    private final int deepest;
    private byte[] bytes = new byte[0];
    private int end;
    private int at;
    private Nesting nesting = Nesting.NONE;
    private Expected expected = Expected.VALUE;
    private Field field = Field.OTHER;
    private int problem;

    /**
     * Creates a parser.
     *
     * @param depth the maximum nesting of objects and lists
     */
    JsonShapeParser(FieldNames names, int depth) {
      this.names = names;
      this.deepest = Math.min(MAX_DEPTH, depth);
    }

    /**
     * Returns why there was no gap: {@link RecordPrefilter#UNSURE} or {@link RecordPrefilter#CUT}.
     */
    int problem() {
      return problem;
    }

    /** Parses the gap after a value. Returns null if there is none. */
    @Nullable JsonShape read(JsonShape before, byte[] from, int start, int to) {
      bytes = from;
      at = start;
      end = to;
      nesting = before.nesting;
      expected = nesting.depth() == 0 ? Expected.VALUE : Expected.COMMA_OR_END;
      field = Field.OTHER;
      problem = 0;
      while (at < end) {
        Next next = step();
        if (problem != 0) {
          return null;
        }
        if (next != null) {
          byte[] own = Arrays.copyOfRange(bytes, start, at);
          boolean isOwn = nesting.depth() == 1 || nesting.isIdentity();
          return new JsonShape(own, next, isOwn ? field : Field.OTHER, nesting);
        }
      }
      problem = RecordPrefilter.CUT;
      return null;
    }

    /**
     * Consumes one token. Returns the kind of the next value if the token ends the gap, else null.
     */
    private @Nullable Next step() {
      byte token = bytes[at++];
      switch (token) {
        case ' ', '\n', '\r', '\t' -> {}
        case '"' -> {
          if (expected.isValue()) {
            return Next.TEXT;
          }
          name();
        }
        case ':' -> proceed(expected == Expected.COLON, Expected.VALUE);
        case ',' ->
            proceed(
                expected == Expected.COMMA_OR_END,
                nesting.inObject() ? Expected.NAME : Expected.VALUE);
        case '{', '[' -> open(token == '{');
        case '}', ']' -> {
          close(token == '}');
          return nesting.depth() == 0 ? Next.END : null;
        }
        default -> {
          boolean mayStand = expected.isValue() && mayBePlain();
          if (mayStand && JsonShape.beginsNumber(token)) {
            at--;
            return Next.NUMBER;
          }
          proceed(mayStand, Expected.COMMA_OR_END);
          word();
        }
      }
      return null;
    }

    private void proceed(boolean isProper, Expected then) {
      if (isProper) {
        expected = then;
      } else {
        problem = RecordPrefilter.UNSURE;
      }
    }

    private void name() {
      int to = JsonStringScanner.end(bytes, at, end);
      if (to < 0) {
        problem = to;
        return;
      }
      int length = to - at;
      boolean isName = expected == Expected.NAME || expected == Expected.NAME_OR_END;
      // The full reader may read a value with an empty name as the text of the object around it.
      proceed(isName && length > 0 && length <= MAX_NAME_LENGTH, Expected.COLON);
      field = field(at, length);
      if (field == Field.VARIANT) {
        problem = RecordPrefilter.UNSURE;
      }
      at = to + 1;
    }

    private Field field(int from, int length) {
      if (nesting.depth() != 1 && !nesting.isIdentity()) {
        return Field.OTHER;
      }
      String name = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      return nesting.depth() == 1 ? Field.of(name, names) : Field.ofIdentity(name, names);
    }

    private void open(boolean object) {
      int depth = nesting.depth();
      boolean isIdentity = depth == 1 && field == Field.USER_IDENTITY && object;
      boolean isPlain = isIdentity || isOther();
      boolean mayStand = expected.isValue() && isPlain && depth < deepest && (depth > 0 || object);
      proceed(mayStand, object ? Expected.NAME_OR_END : Expected.VALUE_OR_END);
      if (mayStand) {
        nesting = nesting.in(object, isIdentity);
      }
    }

    private void close(boolean object) {
      Expected empty = object ? Expected.NAME_OR_END : Expected.VALUE_OR_END;
      boolean mayEnd = expected == Expected.COMMA_OR_END || expected == empty;
      proceed(nesting.inObject() == object && mayEnd, Expected.COMMA_OR_END);
      nesting = nesting.out();
    }

    /** Returns whether the value may be a number, true, false or null. */
    private boolean mayBePlain() {
      return isOther();
    }

    /** Returns whether the value belongs to a field that the prefilter ignores. */
    private boolean isOther() {
      return (nesting.depth() != 1 && !nesting.isIdentity()) || field == Field.OTHER;
    }

    /** Consumes true, false or null. */
    private void word() {
      int from = at - 1;
      while (at < end && bytes[at] >= 'a' && bytes[at] <= 'z') {
        at++;
      }
      boolean isFlag = isWord(TRUE, from) || isWord(FALSE, from);
      if (problem == 0 && at == end) {
        problem = RecordPrefilter.CUT;
      } else if (!isWord(NULL, from) && !isFlag) {
        problem = RecordPrefilter.UNSURE;
      }
    }

    private boolean isWord(byte[] word, int from) {
      return Arrays.equals(word, 0, word.length, bytes, from, at);
    }
  }

  /**
   * Finds the end of a string, eight bytes at a time, because most bytes have no special meaning.
   * It rejects strings with escapes that encode a letter.
   */
  static final class JsonStringScanner {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final int TOP_BYTE = Long.SIZE - Byte.SIZE;

    private JsonStringScanner() {}

    /**
     * Returns the position of the quote that ends the string.
     *
     * @return {@link RecordPrefilter#UNSURE} or {@link RecordPrefilter#CUT} if there is none
     */
    static int end(byte[] bytes, int from, int end) {
      int at = from;
      while (true) {
        at = behindPlain(bytes, at, end);
        if (at >= end) {
          return RecordPrefilter.CUT;
        }
        if (bytes[at] == '"') {
          return at;
        }
        if (bytes[at] != '\\') {
          return RecordPrefilter.UNSURE;
        }
        at = behindEscape(bytes, at, end);
        if (at < 0) {
          return at;
        }
      }
    }

    /** Returns the position of the first quote, backslash or control character. */
    private static int behindPlain(byte[] bytes, int from, int end) {
      int at = from;
      for (; at <= end - Long.BYTES; at += Long.BYTES) {
        long eight = (long) LONGS.get(bytes, at);
        // The highest bit of a byte is set if the byte matches. Bits after the first match may be
        // wrong: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
        long found =
            (((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES) | (eight - SPACES))
                & ~eight
                & HIGHEST;
        if (found != 0) {
          // The multiplication adds one bit for each byte up to the first match in the highest
          // byte.
          return at + (int) (((((found & -found) - 1) & ONES) * ONES) >>> TOP_BYTE) - 1;
        }
      }
      while (at < end
          && !(bytes[at] >= 0 && bytes[at] < ' ')
          && bytes[at] != '"'
          && bytes[at] != '\\') {
        at++;
      }
      return at;
    }

    private static int behindEscape(byte[] bytes, int at, int end) {
      if (at + 1 >= end) {
        return RecordPrefilter.CUT;
      }
      if (bytes[at + 1] != 'u') {
        return "\"\\/bfnrt".indexOf(bytes[at + 1]) < 0 ? RecordPrefilter.UNSURE : at + 2;
      }
      if (at + 6 > end) {
        return RecordPrefilter.CUT;
      }
      return isHarmless(bytes, at + 2) ? at + 6 : RecordPrefilter.UNSURE;
    }

    /**
     * Returns whether the four hex digits encode neither an ASCII letter nor a colon, because those
     * could spell Root, nor half of a surrogate pair, because a half without the other one is an
     * error in a name.
     */
    private static boolean isHarmless(byte[] bytes, int from) {
      int code = 0;
      for (int index = from; index < from + 4; index++) {
        int digit = Character.digit(bytes[index], 16);
        if (digit < 0) {
          return false;
        }
        code = code * 16 + digit;
      }
      return code != ':'
          && (code > 'z' || !Character.isLetter(code))
          && !Character.isSurrogate((char) code);
    }
  }
}
