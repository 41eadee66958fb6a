package io.rootmon.cli.scan;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads log files with many workers. Each worker takes the next file when it is done with the last. */
final class ArchiveScanner {
  private final CloudTrailReader reader =
      new CloudTrailReader().skimming(Detector::isNameOfInterest);
  private final RootMonitor monitor;
  private final ScanStatistics.Shared shared;

  ArchiveScanner(RootMonitor monitor, ScanStatistics.Shared shared) {
    this.monitor = monitor;
    this.shared = shared;
  }

  /** Reads all files of the sources; the caller closes the sources. */
  ScanReport scan(List<? extends LogSource> sources) {
    int workers = sources.stream().mapToInt(LogSource::workers).max().orElse(1);
    return scan(sources, workers);
  }

  ScanReport scan(List<? extends LogSource> sources, int workers) {
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    try {
      ScanStatistics total = new ScanStatistics(monitor, shared);
      List<Future<ScanStatistics>> running = new ArrayList<>();
      sources.forEach(it -> it.replay(reader, total));
      for (int at = 0; at < workers; at++) {
        running.add(executor.submit(() -> work(sources)));
      }
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

  private ScanStatistics work(List<? extends LogSource> sources) {
    ScanStatistics statistics = new ScanStatistics(monitor, shared);
    for (LogSource source : sources) {
      for (Optional<LogFile> file = source.next(); file.isPresent(); file = source.next()) {
        try {
          file.get().read(reader, statistics);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
          // One file that is too much for this program must not cost the report on the others.
          statistics.addFailure(file.get().name(), e);
        }
        statistics.files += file.get().isCounted() ? 1 : 0;
      }
    }
    return statistics;
  }
}
