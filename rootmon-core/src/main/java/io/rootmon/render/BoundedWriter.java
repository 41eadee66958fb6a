package io.rootmon.render;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Keeps what is written, and refuses more than a message could ever need. */
final class BoundedWriter extends Writer {
  static final int LONGEST = 1_000_000;

  private final StringWriter text = new StringWriter();

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    if (text.getBuffer().length() + count > LONGEST) {
      throw new IOException("expected at most " + LONGEST + " characters but was more");
    }
    text.write(characters, from, count);
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
