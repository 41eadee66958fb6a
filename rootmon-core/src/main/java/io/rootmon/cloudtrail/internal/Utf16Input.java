package io.rootmon.cloudtrail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Converts JSON or CSV in UTF-16, as Windows PowerShell and Excel write it, to UTF-8. */
final class Utf16Input extends InputStream {
  /** How many bytes tell the encoding. */
  static final int SEEN = 16;

  private static final int CHARACTERS = 8 * 1024;

  private final InputStream in;
  private final Reader reader;
  private final char[] characters = new char[CHARACTERS];
  private ByteBuffer encoded = ByteBuffer.allocate(0);
  private int kept;

  Utf16Input(InputStream in, Charset charset) {
    this.in = in;
    this.reader = new InputStreamReader(in, charset);
  }

  /** The encoding of a string that begins with a byte order mark, or with ASCII in UTF-16. */
  static Optional<Charset> charset(byte[] bytes, int length) {
    if (length < 2) {
      return Optional.empty();
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (first == 0xff && second == 0xfe) {
      return Optional.of(StandardCharsets.UTF_16LE);
    } else if (first == 0xfe && second == 0xff) {
      return Optional.of(StandardCharsets.UTF_16BE);
    } else if (length < SEEN) {
      return Optional.empty();
    }
    return isEvery(bytes, 1)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : isEvery(bytes, 0) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  /** Whether every second byte from there on is zero, and none between them is. */
  private static boolean isEvery(byte[] bytes, int offset) {
    for (int index = 0; index < SEEN; index++) {
      if ((bytes[index] == 0) != (index % 2 == offset)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    return encoded.hasRemaining() || encode() ? encoded.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    } else if (!encoded.hasRemaining() && !encode()) {
      return -1;
    }
    int read = Math.min(length, encoded.remaining());
    encoded.get(bytes, from, read);
    return read;
  }

  /**
   * Encodes some more; the first half of a character outside the basic plane waits for the other.
   */
  private boolean encode() throws IOException {
    int read = reader.read(characters, kept, CHARACTERS - kept);
    int count = kept + Math.max(read, 0);
    if (count == 0) {
      return false;
    }
    kept = read > 0 && Character.isHighSurrogate(characters[count - 1]) ? 1 : 0;
    encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters, 0, count - kept));
    if (kept == 1) {
      characters[0] = characters[count - 1];
    }
    return encoded.hasRemaining() || encode();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
