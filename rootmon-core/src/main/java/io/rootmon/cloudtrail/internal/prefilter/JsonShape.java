package io.rootmon.cloudtrail.internal.prefilter;

import io.rootmon.cloudtrail.internal.prefilter.PrefilterFields.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two values of a record, a text's quotes included: commas, names, brackets.
 * Records are much alike there, so each gap knows those that were met behind it: what was found to
 * be proper once need only be compared. Belongs to one thread.
 */
final class JsonShape {
  /** What stands behind a gap. */
  enum Next {
    TEXT,
    NUMBER,
    /** Nothing more: the gap ends the record. */
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
   * @param field that the value behind it is of
   * @param nesting where it ends
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
   * The objects and lists around a place: how many, a bit for each that is an object, and whether
   * one is the record's identity.
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

    /** Whether the names here are the identity's own. */
    boolean isIdentity() {
      return inIdentity && depth == 2;
    }

    boolean inObject() {
      return depth > 0 && ((objects >>> (depth - 1)) & 1) == 1;
    }
  }

  /** The known gap that stands there. What was met last is looked at first. */
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

  /** The last few bytes, and zeros, which are in no gap. */
  private static long tail(byte[] all, int at, int end) {
    long tail = 0;
    for (int last = end - 1; last >= at; last--) {
      tail = (tail << Byte.SIZE) | (all[last] & 0xff);
    }
    return tail;
  }

  /** Whether it stands there also beyond its head. */
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
    // A quote is the gap's own last byte, a number's first digit is not.
    return next != Next.NUMBER || (at + length < end && beginsNumber(all[at + length]));
  }

  static boolean beginsNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** One more that may follow; beyond some, those before are forgotten. */
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
}
