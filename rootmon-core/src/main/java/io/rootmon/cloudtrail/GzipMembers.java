package io.rootmon.cloudtrail;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of gzip data, member after member, by <a
 * href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>.
 *
 * <p>It exists beside Java's own stream because that one takes whatever follows a member for the
 * end, and loses members whose bytes a pipe has not delivered yet: records would be missing, and
 * nobody told.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER = 16 * 1024;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final PushbackInputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int taken;
  private long count;
  private boolean inMember;
  private boolean ended;
  private boolean first = true;

  GzipMembers(InputStream in) {
    this.in = new PushbackInputStream(in, BUFFER);
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
        count += read;
        return read;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws IOException {
    try {
      int read = inflater.inflate(bytes, from, length);
      if (read == 0 && inflater.needsInput() && !inflater.finished()) {
        taken = in.read(packed);
        if (taken < 0) {
          throw new EOFException("expected the end of the gzip data but the input ended");
        }
        inflater.setInput(packed, 0, taken);
      }
      return read;
    } catch (DataFormatException e) {
      throw new ZipException("expected gzip data but it is broken: " + e.getMessage());
    }
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
    count = 0;
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
    int left = inflater.getRemaining();
    in.unread(packed, taken - left, left);
    inMember = false;
    if (little(4) != checksum.getValue() || little(4) != (count & 0xffffffffL)) {
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
    inflater.end();
    in.close();
  }
}
