package io.rootmon.cli.s3;

import io.rootmon.cli.TerminalText;
import io.rootmon.cli.scan.ScanCounts;
import io.rootmon.cli.scan.TimeRange;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the records of one object for the checkpoint. Each worker has its own. */
final class ObjectRecord {
  static final int MAX_PROBLEMS = 20;

  private static final int MAX_PROBLEM_LENGTH = 700;
  private static final int MAX_CHARACTERS = 4_000_000;

  private final CloudTrailReader reader;
  private final TimeRange range;
  private final List<String> events = new ArrayList<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final TreeSet<String> problems = new TreeSet<>();
  private long characters;
  private long problemCount;
  private long prefiltered;
  private long outside;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();
  private boolean isComplete = true;

  /**
   * Creates the collection.
   *
   * @param reader the reader of the scan, which a replay uses too
   */
  ObjectRecord(CloudTrailReader reader, TimeRange range) {
    this.reader = reader;
    this.range = range;
  }

  void add(ReadResult result) {
    if (result instanceof ReadResult.EventRead read) {
      add(read.event());
    } else if (result instanceof ReadResult.Prefiltered passed) {
      add(passed.time());
    } else if (result instanceof ReadResult.Skipped skip) {
      skipped.merge(skip.reason().label(), 1L, Long::sum);
    } else if (result instanceof ReadResult.ControlRecord) {
      skipped.merge(ReadResult.ControlRecord.LABEL, 1L, Long::sum);
    } else if (result instanceof ReadResult.Malformed malformed) {
      problemCount++;
      problems.add(
          TerminalText.line(String.valueOf(malformed.problem().getMessage()), MAX_PROBLEM_LENGTH));
      if (problems.size() > MAX_PROBLEMS) {
        problems.pollLast();
      }
    }
  }

  /** Marks an object that could not be read to its end, so that the next run reads it again. */
  void fail() {
    isComplete = false;
    events.clear();
  }

  private void add(Instant time) {
    if (!range.contains(time)) {
      outside++;
      return;
    }
    prefiltered++;
    first = first.filter(it -> !time.isBefore(it)).or(() -> Optional.of(time));
    last = last.filter(it -> !time.isAfter(it)).or(() -> Optional.of(time));
  }

  private void add(CloudTrailEvent event) {
    if (!isComplete) {
      return;
    }
    if (!range.contains(event.time()) && !event.isNamed("AssumeRoot")) {
      outside++;
      return;
    }
    characters += event.raw().length();
    if (characters > MAX_CHARACTERS || !isReadAgain(event)) {
      fail();
      return;
    }
    events.add(event.raw());
  }

  /**
   * Returns whether the event's text alone is parsed to the same event. A record in a list can
   * differ.
   */
  private boolean isReadAgain(CloudTrailEvent event) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(event.raw())) {
      return false; // An unpaired surrogate.
    }
    try {
      return reader.events(event.raw()).equals(List.of(event));
    } catch (MalformedEventException e) {
      return false;
    }
  }

  /** Returns whether the checkpoint can store the object. */
  boolean isComplete() {
    return isComplete;
  }

  List<String> events() {
    return events;
  }

  long characters() {
    return characters;
  }

  ScanCounts counts() {
    return new ScanCounts(
        1, prefiltered, first, last, outside, skipped, List.copyOf(problems), problemCount);
  }
}
