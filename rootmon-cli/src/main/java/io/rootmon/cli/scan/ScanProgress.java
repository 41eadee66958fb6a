package io.rootmon.cli.scan;

import io.rootmon.cli.Terminal;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.internal.text.CountText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of a scan. Implementations are safe for use by multiple threads. */
interface ScanProgress extends AutoCloseable {
  /** Shows nothing. */
  ScanProgress SILENT = file -> {};

  void done(Path file);

  @Override
  default void close() {}

  /** Returns a progress bar of the bytes read, if standard error is a screen. */
  static ScanProgress on(Terminal terminal, List<Path> paths) {
    return terminal.isErrScreen() ? new Bar(terminal, paths) : SILENT;
  }

  /** A progress bar that is removed at the end. */
  final class Bar implements ScanProgress {
    private static final long MEGABYTE = 1_000_000;
    private static final long KILOBYTE = 1_000;

    private final AtomicLong files = new AtomicLong();
    private final long total;
    private final ProgressBar bar;

    Bar(Terminal terminal, List<Path> paths) {
      long bytes = 0;
      long count = 0;
      for (Path path : paths) {
        var tree = CloudTrailReader.files(path).iterator();
        while (tree.hasNext()) {
          bytes += size(tree.next());
          count++;
        }
      }
      total = count;
      boolean isLarge = bytes >= 10 * MEGABYTE;
      // A custom consumer, because the library would load a terminal library to find the width.
      bar =
          new ProgressBarBuilder()
              .setTaskName("Reading")
              .setInitialMax(bytes)
              .setUnit(isLarge ? " MB" : " kB", isLarge ? MEGABYTE : KILOBYTE)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.columns() - 1))
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    public void done(Path file) {
      bar.setExtraMessage(
          CountText.number(files.incrementAndGet()) + " of " + CountText.of(total, "file"));
      bar.stepBy(size(file));
    }

    @Override
    public void close() {
      bar.close();
    }

    private static long size(Path file) {
      try {
        return Files.size(file);
      } catch (IOException e) {
        return 0; // reading it fails too and is reported there
      }
    }
  }
}
