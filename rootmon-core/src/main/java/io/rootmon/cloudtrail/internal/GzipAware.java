package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.ReadLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks a stream that is gzip by its first bytes, and refuses one that inflates like a bomb. */
public final class GzipAware {
  private GzipAware() {}

  public static InputStream open(InputStream in, ReadBuffers desk, ReadLimits limits)
      throws IOException {
    Packed packed = new Packed(in, desk.packed);
    return packed.isGzip()
        ? new Guarded(new MultiMemberGzipInputStream(packed, desk.inflater), packed, limits)
        : packed;
  }

  /** Compares what comes out with what went in. */
  private static final class Guarded extends FilterInputStream {
    private final Packed packed;
    private final ReadLimits limits;
    private long count;

    Guarded(InputStream in, Packed packed, ReadLimits limits) {
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
      if (count == 0 && read == 1 && length > 1) {
        read += Math.max(0, super.read(bytes, from + 1, length - 1));
      }
      if (count == 0 && read > 1 && isGzip(bytes, from)) {
        throw new ZipException("expected JSON in the gzip data but was gzip again");
      }
      count += Math.max(read, 0);
      if (count > limits.inflationGrace() && count / limits.inflation() > packed.taken()) {
        throw new ZipException(
            "expected gzip data of at most "
                + limits.inflation()
                + " times its packed size but it inflates further: refused as a bomb");
      }
      return read;
    }

    private static boolean isGzip(byte[] bytes, int from) {
      return ((bytes[from] & 0xff) | ((bytes[from + 1] & 0xff) << Byte.SIZE))
          == GZIPInputStream.GZIP_MAGIC;
    }
  }
}
