package io.rootmon.cli.scan;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads files on every core. Each worker takes the next file when it is done with the last. */
final class ArchiveScanner {
  private final CloudTrailReader reader =
      new CloudTrailReader().skimming(Detector::isNameOfInterest);
  private final RootMonitor monitor;
  private final ScanStatistics.Shared shared;
  private final ScanProgress progress;

  ArchiveScanner(RootMonitor monitor, ScanStatistics.Shared shared, ScanProgress progress) {
    this.monitor = monitor;
    this.shared = shared;
    this.progress = progress;
  }

  ScanReport of(List<Path> paths, int workers) {
    // A stream's flatMap would hold a whole folder's files at once.
    Deque<Iterator<Path>> files = new ArrayDeque<>();
    paths.forEach(it -> files.add(CloudTrailReader.files(it).iterator()));
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      List<Future<ScanStatistics>> running = new ArrayList<>();
      for (int at = 0; at < workers; at++) {
        running.add(executor.submit(() -> tally(files)));
      }
      ScanStatistics total = new ScanStatistics(monitor, shared);
      for (Future<ScanStatistics> worker : running) {
        total.addAll(worker.get());
      }
      total.decide();
      return ScanReport.of(total, shared);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private ScanStatistics tally(Deque<Iterator<Path>> files) {
    ScanStatistics tally = new ScanStatistics(monitor, shared);
    for (Optional<Path> file = next(files); file.isPresent(); file = next(files)) {
      try (ReadResultIterator readings = reader.readFile(file.get())) {
        readings.forEachRemaining(tally::add);
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        // One file that is too much for this program must not cost the report on the others.
        tally.addFailure(file.get(), e);
      }
      tally.files++;
      progress.done(file.get());
    }
    return tally;
  }

  private static Optional<Path> next(Deque<Iterator<Path>> files) {
    synchronized (files) {
      while (!files.isEmpty() && !files.element().hasNext()) {
        files.remove();
      }
      return files.isEmpty() ? Optional.empty() : Optional.of(files.element().next());
    }
  }
}
