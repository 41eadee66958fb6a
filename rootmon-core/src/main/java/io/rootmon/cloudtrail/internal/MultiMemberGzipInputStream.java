package io.rootmon.cloudtrail.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The unpacked bytes of gzip data, member after member, by <a
 * href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>.
 *
 * <p>It exists beside Java's own stream because that one treats anything that follows a member as
 * the end, and loses members whose bytes a pipe has not delivered yet: records would be missing
 * without an error.
 */
final class MultiMemberGzipInputStream extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final Packed in;
  private final Inflater inflater;
  private final CRC32 checksum = new CRC32();
  private boolean inMember;
  private boolean ended;
  private boolean first = true;
  private @Nullable DataFormatException damage;

  /**
   * @param inflater of raw data; belongs to this stream until it is closed
   */
  MultiMemberGzipInputStream(Packed in, Inflater inflater) {
    this.in = in;
    this.inflater = inflater;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
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

  /** What was unpacked before the data broke off is given first. */
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
    throw new ZipException("expected gzip data but it is broken: " + damage.getMessage());
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
    if (magic != 0x1f || in.read() != 0x8b || in.read() != 8) {
      throw new ZipException("expected gzip data or its end but was something else");
    }
    int flags = in.read();
    in.skipNBytes(6);
    if ((flags & EXTRA) != 0) {
      in.skipNBytes(little(2));
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
        throw new EOFException("expected the gzip header's end but the input ended");
      }
      present = next != 0;
    }
  }

  private void endMember() throws IOException {
    in.giveBack(inflater.getRemaining());
    inMember = false;
    if (little(4) != checksum.getValue()
        || little(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("expected gzip data that matches its checksum but it does not");
    }
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int index = 0; index < bytes; index++) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("expected the end of the gzip data but the input ended");
      }
      value |= (long) next << (8 * index);
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
