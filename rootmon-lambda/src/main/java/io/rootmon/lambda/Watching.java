package io.rootmon.lambda;

import io.rootmon.Outcome;
import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.Signal.CoverageCheck;
import io.rootmon.cloudtrail.Signal.Heartbeat;
import io.rootmon.cloudtrail.Signal.IncidentTimer;
import io.rootmon.cloudtrail.Signal.SpokeTrouble;
import io.rootmon.coverage.CoverageWatch;
import io.rootmon.lambda.Piece.Checked;
import io.rootmon.lambda.Piece.Signalled;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Acts on signals: remembers who was heard, checks the coverage, tells of spokes in trouble, ends
 * incidents.
 */
final class Watching {
  private static final String NOT_CONFIGURED =
      "the configuration has no coverage: nothing to check";
  private static final String DONE_BEFORE = "this check, or a later one, was made before";

  private final RootMonitor monitor;
  private final Optional<CoverageWatch> coverage;

  Watching(RootMonitor monitor, Optional<CoverageWatch> coverage) {
    this.monitor = monitor;
    this.coverage = coverage;
  }

  Fate act(String messageId, Signalled piece, Duration timeLeft) {
    try {
      if (piece.signal() instanceof SpokeTrouble trouble) {
        return Fate.told(messageId, piece, monitor.tell(trouble, timeLeft), Instant.now());
      } else if (piece.signal() instanceof CoverageCheck check) {
        return check(messageId, check, timeLeft);
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
