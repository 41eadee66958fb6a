package io.rootmon.internal.render;

import java.io.IOException;
import java.io.Writer;

/** Collects one string after another, and rejects a string that is longer than the limit. */
public final class BoundedWriter extends Writer {
  /** More than a message could ever need. */
  public static final int MAX_LENGTH = 1_000_000;

  private final StringBuilder text = new StringBuilder(4_096);
  private int longest;
  private volatile boolean isCancelled;

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
    if (isCancelled) {
      throw new IOException("the time limit of this text was exceeded");
    }
    if (count > longest - text.length()) {
      throw new IOException("the output has more than " + longest + " characters");
    }
  }

  /** Begins another string, in the room of the one before. */
  public void begin(int most) {
    longest = most;
    text.setLength(0);
  }

  /** Refuses everything from now on. */
  public void cancel() {
    isCancelled = true;
  }

  /** Whether the line so far has code of Slack's that is open. */
  boolean isInCode() {
    boolean inCode = false;
    for (int at = text.lastIndexOf("\n") + 1; at < text.length(); at++) {
      inCode ^= text.charAt(at) == '`';
    }
    return inCode;
  }

  /** Whether the line so far ends in the address of one of Slack's links. */
  boolean isInAddress() {
    for (int at = text.length() - 1; at >= 0; at--) {
      switch (text.charAt(at)) {
        case '<' -> {
          return true;
        }
        case '>', '|', '\n' -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
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
