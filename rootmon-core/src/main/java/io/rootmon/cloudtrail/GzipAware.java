package io.rootmon.cloudtrail;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks a stream that is gzip by its first bytes, and refuses one that inflates like a bomb. */
final class GzipAware {
  private static final int BUFFER = 16 * 1024;

  private GzipAware() {}

  static InputStream open(InputStream in, ReadLimits limits) throws IOException {
    PushbackInputStream packed = new PushbackInputStream(new BufferedInputStream(in, BUFFER), 2);
    if (!isGzip(packed)) {
      return packed;
    }
    Counted counted = new Counted(packed);
    // Not buffered again: a buffer would lose what was unpacked before the data broke off.
    PushbackInputStream unpacked =
        new PushbackInputStream(new Guarded(new GzipMembers(counted), counted, limits), 2);
    if (isGzip(unpacked)) {
      throw new ZipException("expected JSON in the gzip data but was gzip again");
    }
    return unpacked;
  }

  private static boolean isGzip(PushbackInputStream in) throws IOException {
    byte[] first = in.readNBytes(2);
    in.unread(first);
    return first.length == 2
        && ((first[0] & 0xff) | (first[1] & 0xff) << 8) == GZIPInputStream.GZIP_MAGIC;
  }

  /** How many bytes were taken from the packed stream. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count += Math.max(read, 0);
      return read;
    }
  }

  /** Compares what comes out with what went in. */
  private static final class Guarded extends FilterInputStream {
    private final Counted packed;
    private final ReadLimits limits;
    private long count;

    Guarded(InputStream in, Counted packed, ReadLimits limits) {
      super(in);
      this.packed = packed;
      this.limits = limits;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count += Math.max(read, 0);
      if (count > limits.inflationGrace() && count / limits.inflation() > packed.count) {
        throw new ZipException(
            "expected gzip data of at most "
                + limits.inflation()
                + " times its packed size but it inflates further: refused as a bomb");
      }
      return read;
    }
  }
}
