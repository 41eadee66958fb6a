package io.rootmon.cloudtrail.internal.prefilter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where a text ends, eight bytes at a time: most of them mean nothing but themselves. Sure
 * only of texts whose escapes hide no letter.
 */
final class JsonStringScanner {
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';
  private static final int TOP_BYTE = Long.SIZE - Byte.SIZE;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private JsonStringScanner() {}

  /**
   * Where the quote stands that ends the text.
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

  /** The first byte that is a quote, a backslash or a control character. */
  private static int behindPlain(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, at);
      // A byte's highest bit is set if the byte is one that is looked for; behind the first such
      // byte some may be wrong: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
      long found =
          (((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES) | (eight - SPACES))
              & ~eight
              & HIGHEST;
      if (found != 0) {
        // One bit for each byte up to the first, added up in the highest byte.
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

  /** Whether four digits stand for no letter of ASCII, nor for a colon: none of Root's. */
  private static boolean isHarmless(byte[] bytes, int from) {
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
}
