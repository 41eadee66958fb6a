package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.OrdinaryFields.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Passes over the records in which root has no part, without reading them: most of an archive. It
 * is sure only of plain JSON with an ordinary record's fields; whatever it is not sure of has to be
 * read. So what it passes over, the full reader would have read, and found to be none of root's.
 *
 * <p>Root has a part where a text is {@code Root} in any letters or ends with {@code :root}, or
 * where the event's name is wanted whoever acts. Belongs to one thread.
 */
final class Skimmer {
  /** It has to be read. */
  static final int UNSURE = -1;

  /** The bytes end before the record does. */
  static final int CUT = -2;

  private static final int DEEPEST = 60;
  private static final int LONGEST_NAME = 10_000;

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private static final int EIGHT = Long.BYTES;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Whether a byte may stand in a text as it is, and does not end it. */
  private static final boolean[] PLAIN = new boolean[256];

  static {
    for (int at = ' '; at < PLAIN.length; at++) {
      PLAIN[at] = at != '"' && at != '\\';
    }
  }

  private enum Expected {
    NAME,
    NAME_OR_END,
    COLON,
    VALUE,
    VALUE_OR_END,
    COMMA_OR_END
  }

  private final OrdinaryFields fields;
  private final int deepest;
  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private int depth;
  private long objects;
  private Field field = Field.OTHER;

  /**
   * @param wanted by the names of events that are to be read whoever acts
   * @param depth how deep objects and lists may nest
   */
  Skimmer(Predicate<String> wanted, int depth) {
    this.fields = new OrdinaryFields(wanted);
    this.deepest = Math.min(DEEPEST, depth);
  }

  /** The time of the record that was passed over last. */
  Instant time() {
    return fields.time();
  }

  /** Where the object that begins there ends; {@link #UNSURE} or {@link #CUT}. */
  int pass(byte[] from, int start, int to) {
    bytes = from;
    end = to;
    at = start;
    depth = 0;
    objects = 0;
    field = Field.OTHER;
    fields.begin(from);
    return pass();
  }

  private int pass() {
    Expected expected = Expected.VALUE;
    while (at < end) {
      byte next = bytes[at++];
      switch (next) {
        case '"' -> {
          int from = at;
          int problem = text();
          if (problem != 0) {
            return problem;
          }
          int length = at - 1 - from;
          if (expected == Expected.VALUE || expected == Expected.VALUE_OR_END) {
            if (!fields.accept(depth == 1 ? field : Field.OTHER, from, length)) {
              return UNSURE;
            }
            expected = Expected.COMMA_OR_END;
          } else if (expected == Expected.NAME || expected == Expected.NAME_OR_END) {
            if (length > LONGEST_NAME) {
              return UNSURE;
            }
            field = depth == 1 ? fields.field(from, length) : Field.OTHER;
            expected = Expected.COLON;
          } else {
            return UNSURE;
          }
        }
        case ':' -> {
          if (expected != Expected.COLON) {
            return UNSURE;
          }
          expected = Expected.VALUE;
        }
        case ',' -> {
          if (expected != Expected.COMMA_OR_END) {
            return UNSURE;
          }
          expected = inObject() ? Expected.NAME : Expected.VALUE;
        }
        case '{', '[' -> {
          boolean object = next == '{';
          if (!opens(expected, object)) {
            return UNSURE;
          }
          expected = object ? Expected.NAME_OR_END : Expected.VALUE_OR_END;
        }
        case '}', ']' -> {
          boolean object = next == '}';
          Expected empty = object ? Expected.NAME_OR_END : Expected.VALUE_OR_END;
          if (inObject() != object || (expected != Expected.COMMA_OR_END && expected != empty)) {
            return UNSURE;
          }
          depth--;
          if (depth == 0) {
            return fields.areThere() ? at : UNSURE;
          }
          expected = Expected.COMMA_OR_END;
        }
        case ' ', '\n', '\r', '\t' -> {}
        default -> {
          boolean stands = expected == Expected.VALUE || expected == Expected.VALUE_OR_END;
          int problem = stands && mayBePlain() ? literal() : UNSURE;
          if (problem != 0) {
            return problem;
          }
          expected = Expected.COMMA_OR_END;
        }
      }
    }
    return CUT;
  }

  private boolean opens(Expected expected, boolean object) {
    boolean stands = expected == Expected.VALUE || expected == Expected.VALUE_OR_END;
    boolean plain = depth != 1 || field == Field.OTHER || (field == Field.USER_IDENTITY && object);
    if (!stands || !plain || depth == deepest || (depth == 0 && !object)) {
      return false;
    }
    objects = object ? objects | 1L << depth : objects & ~(1L << depth);
    depth++;
    return true;
  }

  private boolean inObject() {
    return depth > 0 && (objects >>> (depth - 1) & 1) == 1;
  }

  /** Goes behind the end of a text; 0 if there is one that is plain. */
  private int text() {
    byte[] all = bytes;
    int last = end;
    int here = at;
    while (true) {
      while (here <= last - EIGHT) {
        int plain = plain((long) LONGS.get(all, here));
        here += plain;
        if (plain < EIGHT) {
          break;
        }
      }
      while (here < last && PLAIN[all[here] & 0xff]) {
        here++;
      }
      if (here >= last) {
        return CUT;
      }
      if (all[here] == '"') {
        at = here + 1;
        return 0;
      }
      if (all[here] != '\\') {
        return UNSURE;
      }
      if (here + 1 >= last) {
        return CUT;
      }
      if (all[here + 1] == 'u') {
        if (here + 6 > last) {
          return CUT;
        }
        if (!isHarmless(here + 2)) {
          return UNSURE;
        }
        here += 6;
      } else if ("\"\\/bfnrt".indexOf(all[here + 1]) >= 0) {
        here += 2;
      } else {
        return UNSURE;
      }
    }
  }

  /** How many of eight bytes are plain before the first that is not; most texts are. */
  private static int plain(long eight) {
    long quotes = eight ^ ONES * '"';
    long backslashes = eight ^ ONES * '\\';
    // A byte's highest bit is set if the byte was zero, and in the last also if it was a control
    // character: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord. Behind the first
    // such byte some bits may be wrong.
    long found =
        ((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes)
            | ((eight - ONES * ' ') & ~eight);
    return Long.numberOfTrailingZeros(found & HIGHEST) / Byte.SIZE;
  }

  /** Whether four digits stand for no letter of ASCII, nor for a colon: none of Root's. */
  private boolean isHarmless(int from) {
    int code = 0;
    for (int index = from; index < from + 4; index++) {
      int digit = Character.digit(bytes[index], 16);
      if (digit < 0) {
        return false;
      }
      code = code * 16 + digit;
    }
    return code != ':' && (code > 'z' || !Character.isLetter(code));
  }

  /** Whether a number, true, false or null may stand here for what it is. */
  private boolean mayBePlain() {
    return depth > 1 || field == Field.OTHER || field == Field.USER_IDENTITY;
  }

  /** Goes behind true, false, null or a short number; 0 if there is one. */
  private int literal() {
    int from = at - 1;
    while (at < end && isOfLiteral(bytes[at])) {
      at++;
    }
    if (at == end) {
      return CUT;
    }
    int length = at - from;
    boolean isDigit = bytes[from] >= '0' && bytes[from] <= '9';
    if (isDigit && (length == 1 || bytes[from] != '0')) {
      for (int digit = from + 1; digit < at; digit++) {
        if (bytes[digit] < '0' || bytes[digit] > '9') {
          return UNSURE;
        }
      }
      return length <= 18 ? 0 : UNSURE;
    }
    boolean isNull = isWord(NULL, from, length);
    boolean isFlag = isWord(TRUE, from, length) || isWord(FALSE, from, length);
    boolean isIdentity = depth == 1 && field == Field.USER_IDENTITY;
    return isNull || (isFlag && !isIdentity) ? 0 : UNSURE;
  }

  private boolean isWord(byte[] word, int from, int length) {
    return Arrays.equals(word, 0, word.length, bytes, from, from + length);
  }

  private static boolean isOfLiteral(byte next) {
    return (next >= 'a' && next <= 'z')
        || (next >= '0' && next <= '9')
        || next == '.'
        || next == '-'
        || next == '+'
        || next == 'E';
  }
}
