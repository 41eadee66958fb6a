package io.rootmon.cli.scan;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Reads log files with several workers. A worker takes the next file after it finishes one. */
final class ArchiveScanner {
  private final CloudTrailReader reader =
      new CloudTrailReader().prefiltered(Detector::isNameOfInterest);
  private final RootMonitor monitor;
  private final ScanStatistics.Shared shared;
  private final Map<LogSource, LongAdder> records = new ConcurrentHashMap<>();

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
      for (LogSource source : sources) {
        source.replay(reader, total);
        records(source)
            .add(total.records - records.values().stream().mapToLong(LongAdder::sum).sum());
      }
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

  /** Returns the number of records that a source supplied. */
  LongAdder records(LogSource source) {
    return records.computeIfAbsent(source, unused -> new LongAdder());
  }

  private ScanStatistics work(List<? extends LogSource> sources) {
    ScanStatistics statistics = new ScanStatistics(monitor, shared);
    for (LogSource source : sources) {
      for (Optional<LogFile> file = source.next(); file.isPresent(); file = source.next()) {
        long before = statistics.records;
        try {
          file.get().read(reader, statistics);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
          // A file that is too large for memory must not cost the report on the others.
          statistics.addFailure(file.get().name(), e);
        }
        records(source).add(statistics.records - before);
        statistics.files += file.get().isCounted() ? 1 : 0;
      }
    }
    return statistics;
  }
}
