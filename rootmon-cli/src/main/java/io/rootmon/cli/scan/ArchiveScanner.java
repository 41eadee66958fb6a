package io.rootmon.cli.scan;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

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

  /**
   * An argument of the command.
   *
   * @param name as the user typed it
   * @param files read one by one; empty for a stream
   * @param records the number of records that were read from it
   */
  record Input(String name, Iterator<Path> files, Optional<InputStream> stream, LongAdder records) {
    static Input of(String name, Path path) {
      return new Input(
          name, CloudTrailReader.files(path).iterator(), Optional.empty(), new LongAdder());
    }

    static Input of(String name, InputStream stream) {
      return new Input(name, Collections.emptyIterator(), Optional.of(stream), new LongAdder());
    }
  }

  ScanReport of(List<Input> inputs, int workers) {
    // The flatMap of a stream would hold all files of a folder at the same time.
    Deque<Input> queue = new ArrayDeque<>(inputs);
    List<Input> streams = inputs.stream().filter(it -> it.stream().isPresent()).toList();
    ExecutorService executor = Executors.newFixedThreadPool(workers + streams.size());
    try {
      List<Future<ScanStatistics>> running = new ArrayList<>();
      for (Input input : streams) {
        running.add(executor.submit(() -> tally(input)));
      }
      for (int at = 0; at < workers; at++) {
        running.add(executor.submit(() -> tally(queue)));
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

  private ScanStatistics tally(Input stream) {
    ScanStatistics tally = new ScanStatistics(monitor, shared);
    try (ReadResultIterator readings = reader.read(stream.stream().orElseThrow(), stream.name())) {
      readings.forEachRemaining(tally::add);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      tally.addFailure(stream.name(), e);
    }
    stream.records().add(tally.records);
    tally.files++;
    return tally;
  }

  private ScanStatistics tally(Deque<Input> inputs) {
    ScanStatistics tally = new ScanStatistics(monitor, shared);
    for (Optional<NextFile> next = next(inputs); next.isPresent(); next = next(inputs)) {
      Path file = next.get().file();
      long before = tally.records;
      try (ReadResultIterator readings = reader.readFile(file)) {
        readings.forEachRemaining(tally::add);
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        // A file that is too large for this program must not cost the report on the others.
        tally.addFailure(file.toString(), e);
      }
      next.get().input().records().add(tally.records - before);
      tally.files++;
      progress.done(file);
    }
    return tally;
  }

  private record NextFile(Input input, Path file) {}

  private static Optional<NextFile> next(Deque<Input> inputs) {
    synchronized (inputs) {
      while (!inputs.isEmpty() && !inputs.element().files().hasNext()) {
        inputs.remove();
      }
      return inputs.isEmpty()
          ? Optional.empty()
          : Optional.of(new NextFile(inputs.element(), inputs.element().files().next()));
    }
  }
}
