package io.rootmon.cloudtrail.internal.prefilter;

import io.rootmon.cloudtrail.internal.prefilter.JsonShape.Nesting;
import io.rootmon.cloudtrail.internal.prefilter.JsonShape.Next;
import io.rootmon.cloudtrail.internal.prefilter.PrefilterFields.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads gaps that were not met before, as JSON has them and ordinary records do. Belongs to one
 * thread.
 */
final class JsonShapeParser {
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

  private final int deepest;
  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private Nesting nesting = Nesting.NONE;
  private Expected expected = Expected.VALUE;
  private Field field = Field.OTHER;
  private int problem;

  /**
   * @param depth how deep objects and lists may nest
   */
  JsonShapeParser(int depth) {
    this.deepest = Math.min(MAX_DEPTH, depth);
  }

  /** Why there was no gap: {@link RecordPrefilter#UNSURE} or {@link RecordPrefilter#CUT}. */
  int problem() {
    return problem;
  }

  /** The gap behind a value, or none. */
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

  /** Goes behind one token; gives what the gap ends at, if it does. */
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
    // What has no name may be taken for the text of what it stands in.
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
    return nesting.depth() == 1 ? Field.of(name) : Field.ofIdentity(name);
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

  /** Whether a number, true, false or null may stand here for what it is. */
  private boolean mayBePlain() {
    return isOther();
  }

  /** Whether the value is of no field that matters. */
  private boolean isOther() {
    return (nesting.depth() != 1 && !nesting.isIdentity()) || field == Field.OTHER;
  }

  /** Goes behind true, false or null. */
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
