package io.rootmon.render;

import java.io.IOException;
import java.io.Writer;

/** Keeps what is written, text after text, and refuses more than is allowed. */
final class BoundedWriter extends Writer {
  /** More than a message could ever need. */
  static final int LONGEST = 1_000_000;

  private final StringBuilder text = new StringBuilder(4_096);
  private int longest;

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    check(count);
    text.append(characters, from, count);
  }

  @Override
  public void write(String characters, int from, int count) throws IOException {
    check(count);
    text.append(characters, from, from + count);
  }

  private void check(int count) throws IOException {
    if (count > longest - text.length()) {
      throw new IOException("expected at most " + longest + " characters but was more");
    }
  }

  /** Begins another text, in the room of the one before. */
  void begin(int most) {
    longest = most;
    text.setLength(0);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
