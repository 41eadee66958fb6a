package io.rootmon.cli.scan;

import io.rootmon.RootMonitor;
import io.rootmon.cli.EventDeduplicator;
import io.rootmon.cli.TerminalText;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts and judges the records of one worker. Not safe for use by multiple threads, except for the
 * shared part.
 */
final class ScanStatistics implements ScanSink {
  private static final int MAX_NAMES = 20;
  private static final int MAX_PROBLEM_LENGTH = 700;

  private final RootMonitor monitor;
  private final Shared shared;

  final BoundedCounter kinds = new BoundedCounter();
  final BoundedCounter severities = new BoundedCounter();
  final BoundedCounter accounts = new BoundedCounter();
  final BoundedCounter events = new BoundedCounter();
  final BoundedCounter serviceEvents = new BoundedCounter();
  final BoundedCounter skipped = new BoundedCounter();
  final TopN<FindingSummary> worst;
  final TopN<String> malformed = new TopN<>(MAX_NAMES, String::compareTo);
  long files;
  long records;
  long outside;
  long duplicates;
  long rootIdentities;
  long findings;
  long serviceActs;
  List<ScannedIncident> incidents = List.of();
  @Nullable Instant first;
  @Nullable Instant last;

  /** The state that all workers of a scan share. */
  record Shared(
      ScanScope scope,
      String unit,
      Severity minimum,
      int limit,
      EventDeduplicator seen,
      DeferredEvents undecided,
      WorstFindings acts,
      SeverityPolicy policy) {}

  ScanStatistics(RootMonitor monitor, Shared shared) {
    this.monitor = monitor;
    this.shared = shared;
    this.worst = new TopN<>(shared.limit(), FindingSummary.WORST_FIRST);
  }

  @Override
  public void add(ReadResult reading) {
    if (reading instanceof ReadResult.EventRead read) {
      add(read.event());
    } else if (reading instanceof ReadResult.Prefiltered passed) {
      pass(passed.time());
    } else if (reading instanceof ReadResult.Skipped skip) {
      skipped.add(skip.reason().label());
    } else if (reading instanceof ReadResult.ControlRecord) {
      skipped.add(ReadResult.ControlRecord.LABEL);
    } else if (reading instanceof ReadResult.Malformed problem) {
      malformed.add(message(problem.problem()));
    }
  }

  @Override
  public void add(ScanCounts counts) {
    files += counts.files();
    records += counts.prefiltered() + counts.outside();
    outside += counts.outside();
    counts.first().ifPresent(this::see);
    counts.last().ifPresent(this::see);
    counts.skipped().forEach(skipped::add);
    malformed.add(counts.problems(), counts.problemCount());
  }

  private void pass(Instant time) {
    records++;
    if (shared.scope().range().contains(time)) {
      see(time);
    } else {
      outside++;
    }
  }

  private void add(CloudTrailEvent event) {
    records++;
    if (!shared.scope().range().contains(event.time())) {
      outside++;
      if (event.isNamed("AssumeRoot")) {
        // Its session may have made calls within the time range.
        monitor.judge(event);
      }
      return;
    }
    // The call also records an AssumeRoot, whose session may make calls in the selected accounts.
    if (!shared.scope().contains(event)
        && !monitor.judge(event).filter(shared.scope()::concerns).isPresent()) {
      outside++;
      return;
    }
    see(event.time());
    boolean isRoot = event.identity().isRoot();
    if (isRoot && !shared.seen().add(event)) {
      duplicates++;
      return;
    }
    Optional<Finding> finding = monitor.judge(event);
    // Other records may be skipped without parsing, so their duplicates cannot be counted.
    if (!isRoot && finding.isPresent() && !shared.seen().add(event)) {
      duplicates++;
      return;
    }
    rootIdentities += isRoot ? 1 : 0;
    if (finding.isPresent() && !shared.undecided().accepts(event, finding.get().activity())) {
      count(finding.get());
    }
  }

  /** Records an input that could not be read to its end because of an internal error. */
  void addFailure(String name, Throwable problem) {
    String what = name + ": cannot be read to its end: " + problem;
    malformed.add(TerminalText.line(what, MAX_PROBLEM_LENGTH));
  }

  /** Judges the deferred events, now that every AssumeRoot is known, and groups all findings. */
  void decide() {
    shared.undecided().forEach(it -> monitor.judge(it).ifPresent(this::count));
    IncidentScan stories = IncidentScan.of(shared.acts().all(), shared.minimum(), shared.policy());
    stories.events().forEach(it -> list(FindingSummary.of(it)));
    incidents = stories.all();
  }

  void addAll(ScanStatistics other) {
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
    events.add(TerminalText.line(activity.event().name(), 120));
    if (activity.is(ActivityKind.SERVICE_ON_BEHALF)) {
      serviceActs++;
      serviceEvents.add(TerminalText.line(activity.event().name(), 120));
      list(FindingSummary.of(finding));
    } else {
      // Its incident may raise the severity, so it is listed when all findings are known.
      shared.acts().add(finding).forEach(it -> list(FindingSummary.of(it)));
    }
  }

  private void list(FindingSummary line) {
    severities.add(line.severity().name());
    if (line.severity().isAtLeast(shared.minimum())) {
      worst.add(line, FindingSummary::trimmed);
    }
  }

  private void see(Instant time) {
    first = first == null || time.isBefore(first) ? time : first;
    last = last == null || time.isAfter(last) ? time : last;
  }

  private static String message(MalformedEventException problem) {
    return TerminalText.line(String.valueOf(problem.getMessage()), MAX_PROBLEM_LENGTH);
  }
}
