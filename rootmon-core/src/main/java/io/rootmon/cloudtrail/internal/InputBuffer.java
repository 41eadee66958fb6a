package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The part of a stream that is being examined: from a mark to the current byte. A part that grows
 * beyond the limit keeps only how it began.
 */
final class InputBuffer {
  private static final int FIRST_SIZE = 32 * 1024;
  private static final int KEPT_OF_OVERSIZED = 4_096;

  private InputStream in;
  private boolean isEncodingKnown;
  private final int limit;
  private final boolean isWhole;
  private byte[] bytes;
  private int start;
  private int at;
  private int end;
  private boolean oversized;

  /**
   * @param room belongs to this window until the stream has been read
   */
  InputBuffer(InputStream in, int limit, byte[] room) {
    this.in = in;
    this.limit = limit;
    this.bytes = room;
    this.isWhole = false;
    this.isEncodingKnown = false;
  }

  /** Creates a buffer of bytes in memory; they are examined in place, unless there are too many. */
  InputBuffer(byte[] all, int limit) {
    this.isWhole = all.length <= limit;
    this.in = isWhole ? InputStream.nullInputStream() : new ByteArrayInputStream(all);
    this.limit = limit;
    this.bytes = isWhole ? all : new byte[FIRST_SIZE];
    this.end = isWhole ? all.length : 0;
    this.isEncodingKnown = true;
  }

  /** Begins a part at the current byte. */
  void mark() {
    start = at;
    oversized = false;
  }

  /** Whether there is a current byte; false at the end of the stream. */
  boolean hasByte() throws IOException {
    return at < end || fill();
  }

  byte current() {
    return bytes[at];
  }

  /** Goes behind the object that begins at the mark; false if it has to be read. */
  boolean passes(RecordPrefilter skimmer) throws IOException {
    int behind = skimmer.pass(bytes, at, end);
    while (behind == RecordPrefilter.CUT && end - start <= limit && fillTwice()) {
      behind = skimmer.pass(bytes, at, end);
    }
    if (behind < 0 || behind - start > limit) {
      return false;
    }
    at = behind;
    return true;
  }

  void advance() {
    at++;
  }

  /** Goes on to what may end a string, or means something in it. */
  void passText() {
    while (at < end && isPlain(bytes[at])) {
      at++;
    }
  }

  /** Control characters are few, and end a string that is broken. */
  private static boolean isPlain(byte next) {
    return next != '"' && next != '\\' && (next >= ' ' || next < 0);
  }

  /** How many bytes of the part are held. */
  int length() {
    return at - start;
  }

  boolean isOversized() {
    return oversized || length() > limit;
  }

  String text() {
    return text(0, length());
  }

  /** Some of the part, counted from the mark. */
  String text(int from, int length) {
    return new String(bytes, start + from, length, StandardCharsets.UTF_8);
  }

  /**
   * At least as much again as is held, so that a record is not started again for each few bytes.
   */
  private boolean fillTwice() throws IOException {
    int wanted = 2 * (end - start);
    boolean filled = false;
    while (end - start < wanted && end - start <= limit && fill()) {
      filled = true;
    }
    return filled;
  }

  private boolean fill() throws IOException {
    if (isWhole) {
      return false;
    }
    if (length() > limit) {
      oversized = true;
      at = start + KEPT_OF_OVERSIZED;
      end = at;
    }
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      at -= start;
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int read = in.read(bytes, end, bytes.length - end);
    if (read <= 0) {
      return false;
    }
    end += read;
    if (!isEncodingKnown) {
      isEncodingKnown = true;
      return fillAsUtf8();
    }
    return true;
  }

  /** Reads UTF-16 if the input starts with its byte order mark, and UTF-8 otherwise. */
  private boolean fillAsUtf8() throws IOException {
    while (end < Utf16Input.SEEN) {
      int read = in.read(bytes, end, bytes.length - end);
      if (read <= 0) {
        break;
      }
      end += read;
    }
    Optional<Charset> charset = Utf16Input.charset(bytes, end);
    if (charset.isEmpty()) {
      return true;
    }
    InputStream seen = new ByteArrayInputStream(Arrays.copyOf(bytes, end));
    in = new Utf16Input(new SequenceInputStream(seen, in), charset.get());
    end = 0;
    return fill();
  }
}
