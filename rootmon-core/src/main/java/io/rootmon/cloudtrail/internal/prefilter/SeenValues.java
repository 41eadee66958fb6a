package io.rootmon.cloudtrail.internal.prefilter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What was found of a field's texts, most of which are repeated, stored by their bytes. Belongs to
 * one thread.
 */
final class SeenValues {
  private static final int SLOTS = 256;
  private static final int MAX_STORED_LENGTH = 64;

  private final Predicate<String> accepted;
  private final byte[][] texts = new byte[SLOTS][];

  SeenValues(Predicate<String> accepted) {
    this.accepted = accepted;
  }

  /** Whether the text, in Latin 1, is an accepted one. */
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

  /** Names of one service begin alike, so that their ends and lengths tell them apart. */
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
