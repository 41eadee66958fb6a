package io.rootmon.cli.s3;

import io.rootmon.cli.ByteSize;
import io.rootmon.cli.Terminal;
import io.rootmon.internal.text.CountText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows the progress of a scan of S3 on a screen: objects, bytes, rate and the remaining time. Safe
 * for use by multiple threads.
 */
final class TransferProgress implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final Terminal terminal;
  private final Instant start;
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong totalObjects = new AtomicLong();
  private final AtomicLong totalBytes = new AtomicLong();
  private volatile boolean isCounted;
  private Instant shown;

  TransferProgress(Terminal terminal) {
    this.terminal = terminal;
    this.start = terminal.clock().instant();
    this.shown = start;
  }

  /** Counts an object to read. */
  void count(long size) {
    totalObjects.incrementAndGet();
    totalBytes.addAndGet(size);
  }

  /** Marks the count as complete, so that the remaining time can be estimated. */
  void counted() {
    isCounted = true;
  }

  void read(long count) {
    bytes.addAndGet(count);
    show();
  }

  void done() {
    objects.incrementAndGet();
    show();
  }

  long bytesRead() {
    return bytes.get();
  }

  private synchronized void show() {
    Instant now = terminal.clock().instant();
    if (!terminal.isErrScreen() || Duration.between(shown, now).compareTo(INTERVAL) < 0) {
      return;
    }
    shown = now;
    String line = line(Duration.between(start, now));
    int width = Math.max(1, terminal.columns() - 1);
    String cut = line.length() > width ? line.substring(0, width) : line;
    terminal.err().print("\r" + cut + " ".repeat(width - cut.length()));
    terminal.err().flush();
  }

  /** Returns the line for a time since the start. */
  String line(Duration elapsed) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1_000.0);
    double rate = bytes.get() / seconds;
    StringBuilder line = new StringBuilder();
    line.append(CountText.number(objects.get()));
    if (isCounted) {
      line.append(" of ").append(CountText.of(totalObjects.get(), "object"));
      line.append(", ")
          .append(ByteSize.of((double) bytes.get()))
          .append(" of ")
          .append(ByteSize.of((double) totalBytes.get()));
    } else {
      line.append(objects.get() == 1 ? " object, " : " objects, ")
          .append(ByteSize.of((double) bytes.get()));
    }
    line.append(", ").append(ByteSize.of(rate)).append("/s");
    if (isCounted && rate > 0) {
      double left = Math.max(0, totalBytes.get() - bytes.get()) / rate;
      line.append(", ").append(time((long) Math.ceil(left))).append(" left");
    } else {
      line.append(", counting");
    }
    return line.toString();
  }

  private static String time(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** Removes the line. */
  @Override
  public synchronized void close() {
    if (terminal.isErrScreen()) {
      terminal.err().print("\r" + " ".repeat(Math.max(1, terminal.columns() - 1)) + "\r");
      terminal.err().flush();
    }
  }
}
