package io.rootmon.internal.monitoring;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.RootMonitor.ChannelHealth;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.control.EventPipeline;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.CoverageChecks;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.DeadLetterQueues.Received;
import io.rootmon.internal.coverage.DriftMonitor;
import io.rootmon.internal.coverage.EnabledRegionMonitor;
import io.rootmon.internal.coverage.Gap;
import io.rootmon.internal.coverage.GapMonitor;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.organization.AccountList;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Runs the hourly check: heartbeats, dead letters, drift, enabled regions and channels. A failing
 * part never stops the others. The message returns to the queue if a part could not report.
 */
public final class CoverageCheckRunner {
  static final String DONE_BEFORE = "this check or a later one was already made";

  /** The share of the run's time for reading. The rest is for processing and for alerts. */
  private static final int READING_SHARE = 2;

  /** The time for a part to report that it reached its deadline. */
  private static final Duration GRACE_PERIOD = Duration.ofMillis(500);

  private final RootMonitor monitor;
  private final CoverageMonitor watch;
  private final Optional<CoverageChecks> checks;
  private final Optional<DeadLetterProcessor> deadLetters;

  public CoverageCheckRunner(
      RootMonitor monitor, CoverageMonitor watch, Optional<CoverageChecks> checks) {
    this.monitor = monitor;
    this.watch = watch;
    this.checks = checks;
    this.deadLetters = checks.map(it -> new DeadLetterProcessor(it, monitor));
  }

  /**
   * The result of a run.
   *
   * @param coverage empty if a later check was already made
   * @param remark the reason why there is no coverage
   * @param problems problems that do not require another check
   * @param outcome the alerts; empty if there were none
   * @param incomplete the parts that were not reported and must be checked again
   */
  public record Result(
      Optional<Coverage> coverage,
      String remark,
      Optional<DeadLetterProcessor.Run> deadLetters,
      List<String> problems,
      Optional<ProcessingResult> outcome,
      Optional<String> incomplete) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** The progress of a run. */
  private static final class Progress {
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> undone = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private boolean isNotified;
  }

  /**
   * Runs the check.
   *
   * @param pipeline processes undelivered events
   * @throws StateException if the heartbeats cannot be read and there is nothing else to check
   */
  public Result run(CoverageCheck signal, EventPipeline pipeline, Deadline deadline)
      throws StateException {
    Deadline reading = deadline.part(1, READING_SHARE);
    FutureTask<Map<String, Received>> letters =
        start(() -> deadLetters.map(it -> it.receive(reading)).orElse(Map.of()));
    Deadline asking = reading.half();
    FutureTask<List<ChannelHealth>> health = start(() -> monitor.channelHealth(asking));
    Progress progress = new Progress();
    // A failed channel must not receive the report of its own failure, or of another one.
    List<ChannelHealth> channels = result(health, asking, List.of(), "channels", progress);
    channels.stream()
        .filter(it -> it.state() == ChannelHealth.State.FAILING)
        .forEach(it -> progress.failing.add(it.channel()));

    Optional<Coverage> coverage = Optional.empty();
    String remark = "";
    try {
      Optional<CoverageMonitor.Check> check = watch.check(signal, deadline.part(3, 4));
      if (check.isPresent()) {
        coverage = Optional.of(check.get().coverage());
        if (isNotified(check.get().alert(), progress, deadline)) {
          watch.recordNotified(check.get());
        }
      } else {
        remark = DONE_BEFORE;
      }
    } catch (StateException e) {
      if (checks.isEmpty()) {
        throw e;
      }
      // Undelivered events are processed and reported even without the store.
      progress.undone.add("heartbeats: " + e.getMessage());
    }
    Optional<DeadLetterProcessor.Run> run = Optional.empty();
    if (checks.isPresent()) {
      Coverage now = coverage.isPresent() ? coverage.get() : check(signal, deadline);
      Map<String, Received> received =
          result(letters, deadline.half(), Map.of(), "dead letters", progress);
      run = deadLetters(received, pipeline, now, deadline, progress);
      gaps(now, channels, progress, deadline);
    }
    Optional<ProcessingResult> outcome =
        progress.isNotified
            ? Optional.of(
                new ProcessingResult(
                    // An alert that no route matches has no recipient, so it is complete.
                    progress.deliveries.isEmpty() ? IncidentAction.UNROUTED : IncidentAction.ALONE,
                    new DispatchReport("coverage-check", progress.deliveries),
                    progress.problems))
            : Optional.empty();
    Optional<String> undone =
        progress.undone.isEmpty()
            ? Optional.empty()
            : Optional.of("not reported: " + String.join("; ", progress.undone));
    return new Result(coverage, remark, run, progress.problems, outcome, undone);
  }

  /**
   * Returns the coverage for the accounts only, if a later check compared the heartbeats; unknown
   * without the store.
   */
  private Coverage check(CoverageCheck signal, Deadline deadline) {
    try {
      return watch.current(deadline.half());
    } catch (StateException e) {
      AccountList unknown =
          new AccountList(List.of(), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
      return new Coverage(signal.time(), unknown, List.of());
    }
  }

  private Optional<DeadLetterProcessor.Run> deadLetters(
      Map<String, Received> received,
      EventPipeline pipeline,
      Coverage now,
      Deadline deadline,
      Progress progress) {
    if (deadLetters.isEmpty() || received.isEmpty()) {
      return Optional.empty();
    }
    // Some time remains for the alerts about gaps.
    Deadline part = deadline.part(3, 4);
    DeadLetterProcessor.Run run =
        deadLetters.get().process(received, pipeline, now, progress.failing, part);
    progress.isNotified |= !run.deliveries().isEmpty();
    progress.deliveries.addAll(run.deliveries());
    progress.problems.addAll(run.problems());
    if (!run.isDone()) {
      progress.undone.add("why events were not delivered");
    }
    report(run.scan(), now, progress, deadline);
    return Optional.of(run).filter(it -> it.received() > 0);
  }

  private void gaps(
      Coverage now, List<ChannelHealth> channels, Progress progress, Deadline deadline) {
    // All parts are read. The kinds share the rest of the time, so that none can starve another.
    report(channelScan(channels), now, progress, deadline);
    CoverageChecks all = checks.orElseThrow();
    if (all.drift().isConfigured()) {
      guarded(
          "drift",
          progress,
          () -> {
            DriftMonitor.Drift drift = all.drift().poll(now.at(), now.active(), deadline.half());
            report(drift.stacks(), now, progress, deadline);
            report(drift.checks(), now, progress, deadline);
          });
    }
    guarded(
        "enabled regions",
        progress,
        () -> {
          Optional<Set<AccountId>> active = now.active();
          if (active.isPresent()) {
            EnabledRegionMonitor.Result regions =
                all.enabledRegions().poll(now.at(), active.get(), deadline.part(1, 3));
            regions.problem().ifPresent(progress.problems::add);
            report(regions.scan(), now, progress, deadline);
          }
        });
  }

  private GapScan channelScan(List<ChannelHealth> channels) {
    List<Gap> gaps = new ArrayList<>();
    // A channel without a result, or without a check, is not reported as recovered.
    Set<String> unknown = new LinkedHashSet<>();
    for (ChannelHealth it : channels) {
      if (it.state() == ChannelHealth.State.UNKNOWN) {
        unknown.add(it.channel());
      } else if (it.state() == ChannelHealth.State.FAILING) {
        gaps.add(Gap.ofChannel(it.channel(), it.problem().orElse("no reason is known")));
      }
    }
    if (channels.isEmpty()) {
      unknown.addAll(monitor.channels());
    }
    return GapScan.without(unknown, Gap.Kind.CHANNEL, gaps);
  }

  private void report(GapScan scan, Coverage now, Progress progress, Deadline deadline) {
    guarded(
        scan.kind().name(),
        progress,
        () -> {
          AccountDirectory names = now.directory();
          GapMonitor gaps = checks.orElseThrow().gaps();
          GapMonitor.Change change = gaps.compare(scan, now.at(), names);
          if (isNotified(change.alert(), progress, deadline)) {
            gaps.reported(change);
          }
        });
  }

  /** A part of the check. */
  private interface Part {
    void run() throws StateException;
  }

  private static void guarded(String name, Progress progress, Part part) {
    try {
      part.run();
    } catch (StateException e) {
      progress.undone.add(name + ": " + e.getMessage());
    }
  }

  /** Returns whether no alert is left to send. */
  private boolean isNotified(Optional<Alert> alert, Progress progress, Deadline deadline) {
    if (alert.isEmpty()) {
      return true;
    }
    ProcessingResult outcome =
        monitor.notifyMonitoringAlert(alert.get(), progress.failing, deadline);
    progress.isNotified = true;
    progress.deliveries.addAll(outcome.report().deliveries());
    progress.problems.addAll(outcome.problems());
    if (!outcome.isDone()) {
      progress.undone.add(alert.get().headline());
    }
    return outcome.isDone();
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    return DaemonThreads.start("rootmon-check", work);
  }

  private static <T> T result(
      FutureTask<T> task, Deadline deadline, T otherwise, String name, Progress progress) {
    try {
      return DaemonThreads.await(task, deadline.laterBy(GRACE_PERIOD).left().toNanos());
    } catch (TaskException e) {
      progress.problems.add(name + ": " + e.describe());
      return otherwise;
    }
  }
}
