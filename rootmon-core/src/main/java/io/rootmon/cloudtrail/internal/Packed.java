package io.rootmon.cloudtrail.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** A stream with look-ahead that counts the consumed bytes. */
final class Packed extends InputStream {
  private final InputStream in;
  private final byte[] ahead;
  private int at;
  private int end;
  private long taken;

  /**
   * @param ahead belongs to this stream until it is closed
   */
  Packed(InputStream in, byte[] ahead) {
    this.in = in;
    this.ahead = ahead;
  }

  /** Whether it begins as gzip does. */
  boolean isGzip() throws IOException {
    int first = read();
    int second = at < end || fill(end) ? ahead[at] & 0xff : -1;
    at = 0;
    return first >= 0 && (first | (second << Byte.SIZE)) == GZIPInputStream.GZIP_MAGIC;
  }

  /** How many bytes were taken of the stream, whether given on or not. */
  long taken() {
    return taken;
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
      throw new EOFException("expected the end of the gzip data but the input ended");
    }
    inflater.setInput(ahead, at, end - at);
    at = end;
  }

  void giveBack(int unused) {
    at = end - unused;
  }

  /** Reads ahead further. */
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
