package io.rootmon.cli.scan;

import io.rootmon.RootMonitor;
import io.rootmon.cli.Printable;
import io.rootmon.cli.SeenEvents;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.Reading;
import io.rootmon.detect.Kind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One worker's count. Belongs to one thread; what it shares with other tallies is for many. */
final class Tally {
  private static final int MOST_NAMED = 20;
  private static final int LONGEST_PROBLEM = 300;

  private final RootMonitor monitor;
  private final Shared shared;

  final Counts kinds = new Counts();
  final Counts severities = new Counts();
  final Counts accounts = new Counts();
  final Counts events = new Counts();
  final Counts serviceEvents = new Counts();
  final Counts skipped = new Counts();
  final Best<FindingLine> worst;
  final Best<String> malformed = new Best<>(MOST_NAMED, String::compareTo);
  long files;
  long records;
  long outside;
  long duplicates;
  long rootIdentities;
  long findings;
  long serviceActs;
  List<Story> incidents = List.of();
  @Nullable Instant first;
  @Nullable Instant last;

  /** What all tallies of a scan have in common. */
  record Shared(
      Span span, Severity minimum, int limit, SeenEvents seen, Undecided undecided, Acts acts) {}

  Tally(RootMonitor monitor, Shared shared) {
    this.monitor = monitor;
    this.shared = shared;
    this.worst = new Best<>(shared.limit(), FindingLine.WORST_FIRST);
  }

  void add(Reading reading) {
    if (reading instanceof Reading.Read read) {
      add(read.event());
    } else if (reading instanceof Reading.Passed passed) {
      pass(passed.time());
    } else if (reading instanceof Reading.Skipped skip) {
      skipped.add(skip.reason().label());
    } else if (reading instanceof Reading.Signalled) {
      skipped.add(Reading.Signalled.LABEL);
    } else if (reading instanceof Reading.Malformed problem) {
      malformed.add(message(problem.problem()));
    }
  }

  private void pass(Instant time) {
    records++;
    if (shared.span().contains(time)) {
      see(time);
    } else {
      outside++;
    }
  }

  private void add(CloudTrailEvent event) {
    records++;
    if (!shared.span().contains(event.time())) {
      outside++;
      if (event.isNamed("AssumeRoot")) {
        // Its session may have acted within the time that is looked at.
        monitor.judge(event);
      }
      return;
    }
    see(event.time());
    boolean isRoot = event.identity().isRoot();
    if (isRoot && !shared.seen().add(event)) {
      duplicates++;
      return;
    }
    Optional<Finding> finding = monitor.judge(event);
    // Other records may be passed over unread, so that their copies cannot be counted.
    if (!isRoot && finding.isPresent() && !shared.seen().add(event)) {
      duplicates++;
      return;
    }
    rootIdentities += isRoot ? 1 : 0;
    if (finding.isPresent() && !shared.undecided().keeps(event, finding.get().activity())) {
      count(finding.get());
    }
  }

  /** Names a file that could not be read to its end because of a mistake of ours. */
  void addFailure(Path file, Throwable problem) {
    String what = file + ": expected to read it to its end but " + problem;
    malformed.add(Printable.line(what, LONGEST_PROBLEM));
  }

  /** Judges what was left undecided, now that every AssumeRoot is known, and groups all. */
  void decide() {
    shared.undecided().forEach(it -> monitor.judge(it).ifPresent(this::count));
    Stories stories = Stories.of(shared.acts().all(), shared.minimum());
    stories.acts().forEach(it -> list(FindingLine.of(it)));
    incidents = stories.all();
  }

  void addAll(Tally other) {
    kinds.addAll(other.kinds);
    severities.addAll(other.severities);
    accounts.addAll(other.accounts);
    events.addAll(other.events);
    serviceEvents.addAll(other.serviceEvents);
    skipped.addAll(other.skipped);
    worst.addAll(other.worst);
    malformed.addAll(other.malformed);
    files += other.files;
    records += other.records;
    outside += other.outside;
    duplicates += other.duplicates;
    rootIdentities += other.rootIdentities;
    findings += other.findings;
    serviceActs += other.serviceActs;
    if (other.first != null && other.last != null) {
      see(other.first);
      see(other.last);
    }
  }

  private void count(Finding finding) {
    RootActivity activity = finding.activity();
    findings++;
    kinds.add(activity.kind().name());
    accounts.add(activity.account().map(it -> it.value()).orElse(""));
    events.add(Printable.line(activity.event().name(), 120));
    if (activity.is(Kind.SERVICE_ON_BEHALF)) {
      serviceActs++;
      serviceEvents.add(Printable.line(activity.event().name(), 120));
      list(FindingLine.of(finding));
    } else {
      // Its story may make it more alarming: it is listed when all are known.
      shared.acts().add(finding).forEach(it -> list(FindingLine.of(it)));
    }
  }

  private void list(FindingLine line) {
    severities.add(line.severity().name());
    if (line.severity().isAtLeast(shared.minimum())) {
      worst.add(line);
    }
  }

  private void see(Instant time) {
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
  }

  private static String message(MalformedEventException problem) {
    return Printable.line(String.valueOf(problem.getMessage()), LONGEST_PROBLEM);
  }
}
