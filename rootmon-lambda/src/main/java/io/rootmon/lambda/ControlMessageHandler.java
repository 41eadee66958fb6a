package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.control.ControlMessage.DriftCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.control.ControlMessage.IncidentTimer;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.control.ControlMessage.WeeklyReport;
import io.rootmon.coverage.CoverageChecks;
import io.rootmon.coverage.CoverageMonitor;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.lambda.BatchItem.Acted;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.CoverageItem;
import io.rootmon.report.Week;
import io.rootmon.report.WeeklyReporter;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Acts on messages for the function itself: remembers heartbeats, checks the coverage and the
 * drift, reports spokes in trouble, ends incidents, reports on weeks and sends test alerts.
 */
final class ControlMessageHandler {
  private static final String NOT_CONFIGURED =
      "the configuration has no coverage: nothing to check";
  private static final String NO_STACK_SETS =
      "the configuration has no coverage.stackSets: no drift to check";
  private static final String NO_STATE =
      "the configuration has no state: the result of a test could not be read";
  private static final String NO_REPORT =
      "the configuration has no report.weekly: nobody to tell of the week";

  private final RootMonitor monitor;
  private final Optional<CoverageMonitor> coverage;
  private final Optional<CoverageChecks> checks;
  private final Optional<CoverageCheckRunner> runner;
  private final Optional<DeliveryTester> tests;
  private final Optional<WeeklyReporter> weekly;

  ControlMessageHandler(
      RootMonitor monitor, Optional<CoverageMonitor> coverage, Optional<WeeklyReporter> weekly) {
    this(monitor, coverage, Optional.empty(), Optional.empty(), weekly);
  }

  ControlMessageHandler(
      RootMonitor monitor,
      Optional<CoverageMonitor> coverage,
      Optional<CoverageChecks> checks,
      Optional<DeliveryTester> tests,
      Optional<WeeklyReporter> weekly) {
    this.monitor = monitor;
    this.coverage = coverage;
    this.checks = checks;
    this.runner = coverage.map(it -> new CoverageCheckRunner(monitor, it, checks));
    this.tests = tests;
    this.weekly = weekly;
  }

  ItemResult act(String messageId, ControlItem piece, Duration timeLeft) {
    try {
      if (piece.signal() instanceof SpokeAlarm trouble) {
        return ItemResult.told(messageId, piece, monitor.tell(trouble, timeLeft), Instant.now());
      } else if (piece.signal() instanceof CoverageCheck check) {
        return check(messageId, check, timeLeft);
      } else if (piece.signal() instanceof DriftCheck check) {
        return ItemResult.untold(messageId, drift(check, timeLeft), Instant.now());
      } else if (piece.signal() instanceof DeliveryTest test) {
        return test(messageId, test, timeLeft);
      } else if (piece.signal() instanceof WeeklyReport signal) {
        return ItemResult.told(messageId, piece, week(signal, timeLeft), Instant.now());
      } else if (piece.signal() instanceof IncidentTimer timer) {
        ProcessingResult outcome =
            monitor.look(timer.account(), timer.incident(), timer.duty(), timeLeft);
        return ItemResult.told(messageId, piece, outcome, Instant.now());
      }
      if (coverage.isPresent()) {
        coverage.get().heard((Heartbeat) piece.signal());
      }
      return ItemResult.untold(messageId, piece, Instant.now());
    } catch (StateException e) {
      String problem = String.valueOf(e.getMessage());
      return ItemResult.unfinished(messageId, piece, problem, Instant.now());
    }
  }

  /** Of the week before the one in which it is asked for; nobody gets a week twice. */
  private ProcessingResult week(WeeklyReport signal, Duration timeLeft) throws StateException {
    if (weekly.isEmpty()) {
      return new ProcessingResult(
          IncidentAction.UNROUTED, new DispatchReport("weekly", List.of()), List.of(NO_REPORT));
    }
    Instant deadline = Instant.now().plus(timeLeft);
    Week week = Week.of(signal.time()).previous();
    Alert alert = weekly.get().report(week, timeLeft.multipliedBy(2).dividedBy(3));
    Duration rest = Duration.between(Instant.now(), deadline);
    return monitor.tell(alert, weekly.get().channels(), rest);
  }

  private ItemResult check(String messageId, CoverageCheck signal, Duration timeLeft)
      throws StateException {
    if (runner.isEmpty()) {
      CoverageItem piece = new CoverageItem(Optional.empty(), NOT_CONFIGURED);
      return ItemResult.untold(messageId, piece, Instant.now());
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

  private ItemResult test(String messageId, DeliveryTest test, Duration timeLeft)
      throws StateException {
    if (tests.isEmpty()) {
      Acted piece = new Acted("no test alert was sent", NO_STATE);
      return ItemResult.untold(messageId, piece, Instant.now());
    }
    return tests.get().run(messageId, test, timeLeft);
  }
}
