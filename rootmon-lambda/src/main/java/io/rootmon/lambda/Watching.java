package io.rootmon.lambda;

import io.rootmon.Outcome;
import io.rootmon.Outcome.Verdict;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.DispatchReport;
import io.rootmon.cloudtrail.Signal.CoverageCheck;
import io.rootmon.cloudtrail.Signal.DeliveryTest;
import io.rootmon.cloudtrail.Signal.DriftCheck;
import io.rootmon.cloudtrail.Signal.Heartbeat;
import io.rootmon.cloudtrail.Signal.IncidentTimer;
import io.rootmon.cloudtrail.Signal.SpokeTrouble;
import io.rootmon.cloudtrail.Signal.WeeklyReport;
import io.rootmon.coverage.CoverageChecks;
import io.rootmon.coverage.CoverageWatch;
import io.rootmon.lambda.Piece.Acted;
import io.rootmon.lambda.Piece.Checked;
import io.rootmon.lambda.Piece.Signalled;
import io.rootmon.report.Week;
import io.rootmon.report.Weekly;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Acts on messages for the function itself: remembers heartbeats, checks the coverage and the
 * drift, reports spokes in trouble, ends incidents, reports on weeks and sends test alerts.
 */
final class Watching {
  private static final String NOT_CONFIGURED =
      "the configuration has no coverage: nothing to check";
  private static final String NO_STACK_SETS =
      "the configuration has no coverage.stackSets: no drift to check";
  private static final String NO_STATE =
      "the configuration has no state: the result of a test could not be read";
  private static final String NO_REPORT =
      "the configuration has no report.weekly: nobody to tell of the week";

  private final RootMonitor monitor;
  private final Optional<CoverageWatch> coverage;
  private final Optional<CoverageChecks> checks;
  private final Optional<CoverageCheckRunner> runner;
  private final Optional<DeliveryTester> tests;
  private final Optional<Weekly> weekly;

  Watching(RootMonitor monitor, Optional<CoverageWatch> coverage, Optional<Weekly> weekly) {
    this(monitor, coverage, Optional.empty(), Optional.empty(), weekly);
  }

  Watching(
      RootMonitor monitor,
      Optional<CoverageWatch> coverage,
      Optional<CoverageChecks> checks,
      Optional<DeliveryTester> tests,
      Optional<Weekly> weekly) {
    this.monitor = monitor;
    this.coverage = coverage;
    this.checks = checks;
    this.runner = coverage.map(it -> new CoverageCheckRunner(monitor, it, checks));
    this.tests = tests;
    this.weekly = weekly;
  }

  Fate act(String messageId, Signalled piece, Duration timeLeft) {
    try {
      if (piece.signal() instanceof SpokeTrouble trouble) {
        return Fate.told(messageId, piece, monitor.tell(trouble, timeLeft), Instant.now());
      } else if (piece.signal() instanceof CoverageCheck check) {
        return check(messageId, check, timeLeft);
      } else if (piece.signal() instanceof DriftCheck check) {
        return Fate.untold(messageId, drift(check, timeLeft), Instant.now());
      } else if (piece.signal() instanceof DeliveryTest test) {
        return test(messageId, test, timeLeft);
      } else if (piece.signal() instanceof WeeklyReport signal) {
        return Fate.told(messageId, piece, week(signal, timeLeft), Instant.now());
      } else if (piece.signal() instanceof IncidentTimer timer) {
        Outcome outcome = monitor.look(timer.account(), timer.incident(), timer.duty(), timeLeft);
        return Fate.told(messageId, piece, outcome, Instant.now());
      }
      if (coverage.isPresent()) {
        coverage.get().heard((Heartbeat) piece.signal());
      }
      return Fate.untold(messageId, piece, Instant.now());
    } catch (StateException e) {
      String problem = String.valueOf(e.getMessage());
      return Fate.unfinished(messageId, piece, problem, Instant.now());
    }
  }

  /** Of the week before the one in which it is asked for; nobody gets a week twice. */
  private Outcome week(WeeklyReport signal, Duration timeLeft) throws StateException {
    if (weekly.isEmpty()) {
      return new Outcome(
          Verdict.UNROUTED, new DispatchReport("weekly", List.of()), List.of(NO_REPORT));
    }
    Instant deadline = Instant.now().plus(timeLeft);
    Week week = Week.of(signal.time()).previous();
    Alert alert = weekly.get().report(week, timeLeft.multipliedBy(2).dividedBy(3));
    Duration rest = Duration.between(Instant.now(), deadline);
    return monitor.tell(alert, weekly.get().channels(), rest);
  }

  private Fate check(String messageId, CoverageCheck signal, Duration timeLeft)
      throws StateException {
    if (runner.isEmpty()) {
      Checked piece = new Checked(Optional.empty(), NOT_CONFIGURED);
      return Fate.untold(messageId, piece, Instant.now());
    }
    return runner.get().run(messageId, signal, timeLeft);
  }

  /** Only starts it: the hourly check reads the result, and starts what could not start now. */
  private Acted drift(DriftCheck signal, Duration timeLeft) throws StateException {
    if (checks.filter(it -> it.drift().isConfigured()).isEmpty()) {
      return new Acted("no drift detection was started", NO_STACK_SETS);
    }
    List<String> problems = checks.get().drift().start(signal, timeLeft);
    return new Acted("drift detection was started", String.join("; ", problems));
  }

  private Fate test(String messageId, DeliveryTest test, Duration timeLeft) throws StateException {
    if (tests.isEmpty()) {
      Acted piece = new Acted("no test alert was sent", NO_STATE);
      return Fate.untold(messageId, piece, Instant.now());
    }
    return tests.get().run(messageId, test, timeLeft);
  }
}
