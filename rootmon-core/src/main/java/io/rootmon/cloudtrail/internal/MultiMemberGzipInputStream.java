package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.ReadLimits;
import io.rootmon.cloudtrail.internal.ReadBufferPool.ReadBuffers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip data, member after member, by <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC
 * 1952</a>, and rejects data that inflates too far or contains gzip again.
 *
 * <p>Java's own stream takes anything that follows a member for the end of the data, and loses
 * members whose bytes a pipe has not delivered yet: records would be missing without an error.
 */
public final class MultiMemberGzipInputStream extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final PackedInput in;
  private final Inflater inflater;
  private final ReadLimits limits;
  private final CRC32 checksum = new CRC32();
  private boolean inMember;
  private boolean ended;
  private boolean first = true;
  private long count;
  private @Nullable DataFormatException damage;

  private MultiMemberGzipInputStream(PackedInput in, Inflater inflater, ReadLimits limits) {
    this.in = in;
    this.inflater = inflater;
    this.limits = limits;
  }

  /**
   * Returns the unpacked bytes of a stream that begins as gzip does, and the bytes of another
   * stream as they are.
   *
   * @param buffers belong to the returned stream until it is closed
   */
  public static InputStream open(InputStream in, ReadBuffers buffers, ReadLimits limits)
      throws IOException {
    PackedInput packed = new PackedInput(in, buffers.packed);
    return packed.isGzip()
        ? new MultiMemberGzipInputStream(packed, buffers.inflater, limits)
        : packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = unpack(bytes, from, length);
    if (count == 0 && read == 1 && length > 1) {
      read += Math.max(0, unpack(bytes, from + 1, length - 1));
    }
    if (count == 0 && read > 1 && isMagic(bytes[from] & 0xff, bytes[from + 1] & 0xff)) {
      throw new ZipException("the gzip data contains gzip data instead of JSON");
    }
    count += Math.max(read, 0);
    if (count > limits.inflationGrace() && count / limits.inflation() > in.taken) {
      throw new ZipException(
          "expected gzip data of at most "
              + limits.inflation()
              + " times its packed size but it inflates further: refused as a bomb");
    }
    return read;
  }

  private static boolean isMagic(int first, int second) {
    return (first | (second << Byte.SIZE)) == GZIPInputStream.GZIP_MAGIC;
  }

  private int unpack(byte[] bytes, int from, int length) throws IOException {
    while (!ended && length > 0) {
      if (!inMember) {
        startMember();
        continue;
      }
      int read = inflate(bytes, from, length);
      if (read > 0) {
        checksum.update(bytes, from, read);
        return read;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsInput()) {
        in.giveTo(inflater);
      }
    }
    return length == 0 ? 0 : -1;
  }

  /** The bytes that were unpacked before the data broke off are returned first. */
  private int inflate(byte[] bytes, int from, int length) throws IOException {
    if (damage == null) {
      long before = inflater.getBytesWritten();
      try {
        return inflater.inflate(bytes, from, length);
      } catch (DataFormatException e) {
        damage = e;
      }
      int read = (int) (inflater.getBytesWritten() - before);
      if (read > 0) {
        return read;
      }
    }
    throw new ZipException("the gzip data is broken: " + damage.getMessage());
  }

  private void startMember() throws IOException {
    int magic = in.read();
    while (!first && magic == 0) {
      magic = in.read(); // Tapes and block devices are padded with zeros.
    }
    if (magic < 0) {
      ended = true;
      return;
    }
    if (!isMagic(magic, in.read()) || in.read() != 8) {
      throw new ZipException("other data follows the gzip data");
    }
    int flags = in.read();
    in.skipNBytes(6);
    if ((flags & EXTRA) != 0) {
      in.skipNBytes(littleEndian(2));
    }
    skipText((flags & NAME) != 0);
    skipText((flags & COMMENT) != 0);
    if ((flags & HEADER_CRC) != 0) {
      in.skipNBytes(2);
    }
    first = false;
    inMember = true;
    inflater.reset();
    checksum.reset();
  }

  private void skipText(boolean present) throws IOException {
    while (present) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the gzip data ends inside its header");
      }
      present = next != 0;
    }
  }

  private void endMember() throws IOException {
    in.giveBack(inflater.getRemaining());
    inMember = false;
    if (littleEndian(4) != checksum.getValue()
        || littleEndian(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the gzip data does not match its checksum");
    }
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int index = 0; index < bytes; index++) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the gzip data is incomplete");
      }
      value |= (long) next << (8 * index);
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A stream with look-ahead that counts the bytes that were read from its source. */
  private static final class PackedInput extends InputStream {
    private final InputStream in;
    private final byte[] ahead;
    private int at;
    private int end;
    private long taken;

    PackedInput(InputStream in, byte[] ahead) {
      this.in = in;
      this.ahead = ahead;
    }

    /** Returns whether the first bytes are those of gzip; they are read again. */
    boolean isGzip() throws IOException {
      int first = read();
      int second = at < end || fill(end) ? ahead[at] & 0xff : -1;
      at = 0;
      return first >= 0 && isMagic(first, second);
    }

    @Override
    public int read() throws IOException {
      return at < end || fill(0) ? ahead[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (at == end) {
        int read = in.read(bytes, from, length);
        taken += Math.max(read, 0);
        return read;
      }
      int read = Math.min(length, end - at);
      System.arraycopy(ahead, at, bytes, from, read);
      at += read;
      return read;
    }

    /** Passes the next bytes; unused bytes must be returned. */
    void giveTo(Inflater inflater) throws IOException {
      if (at == end && !fill(0)) {
        throw new EOFException("the gzip data is incomplete");
      }
      inflater.setInput(ahead, at, end - at);
      at = end;
    }

    void giveBack(int unused) {
      at = end - unused;
    }

    private boolean fill(int from) throws IOException {
      int read = in.read(ahead, from, ahead.length - from);
      at = from;
      end = from + Math.max(read, 0);
      taken += Math.max(read, 0);
      return read > 0;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
