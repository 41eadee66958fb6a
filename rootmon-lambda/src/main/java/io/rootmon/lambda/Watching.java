package io.rootmon.lambda;

import io.rootmon.Outcome;
import io.rootmon.Outcome.Verdict;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.DispatchReport;
import io.rootmon.cloudtrail.Signal.CoverageCheck;
import io.rootmon.cloudtrail.Signal.Heartbeat;
import io.rootmon.cloudtrail.Signal.IncidentTimer;
import io.rootmon.cloudtrail.Signal.SpokeTrouble;
import io.rootmon.cloudtrail.Signal.WeeklyReport;
import io.rootmon.coverage.CoverageWatch;
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
 * Acts on signals: remembers who was heard, checks the coverage, tells of spokes in trouble, ends
 * incidents, reports on weeks.
 */
final class Watching {
  private static final String NOT_CONFIGURED =
      "the configuration has no coverage: nothing to check";
  private static final String NO_REPORT =
      "the configuration has no report.weekly: nobody to tell of the week";
  private static final String DONE_BEFORE = "this check, or a later one, was made before";

  private final RootMonitor monitor;
  private final Optional<CoverageWatch> coverage;
  private final Optional<Weekly> weekly;

  Watching(RootMonitor monitor, Optional<CoverageWatch> coverage, Optional<Weekly> weekly) {
    this.monitor = monitor;
    this.coverage = coverage;
    this.weekly = weekly;
  }

  Fate act(String messageId, Signalled piece, Duration timeLeft) {
    try {
      if (piece.signal() instanceof SpokeTrouble trouble) {
        return Fate.told(messageId, piece, monitor.tell(trouble, timeLeft), Instant.now());
      } else if (piece.signal() instanceof CoverageCheck check) {
        return check(messageId, check, timeLeft);
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
    if (coverage.isEmpty()) {
      return nothing(messageId, NOT_CONFIGURED);
    }
    Instant deadline = Instant.now().plus(timeLeft);
    CoverageWatch watch = coverage.get();
    Optional<CoverageWatch.Check> check = watch.check(signal, timeLeft);
    if (check.isEmpty()) {
      return nothing(messageId, DONE_BEFORE);
    }
    Checked piece = new Checked(Optional.of(check.get().coverage()), "");
    Optional<Outcome> outcome =
        check
            .get()
            .alert()
            .map(it -> monitor.tellOfWatch(it, Duration.between(Instant.now(), deadline)));
    Fate fate = new Fate(messageId, piece, outcome, Optional.empty(), Instant.now());
    if (fate.isDone()) {
      watch.told(check.get());
    }
    return fate;
  }

  private static Fate nothing(String messageId, String remark) {
    return Fate.untold(messageId, new Checked(Optional.empty(), remark), Instant.now());
  }
}
