package io.rootmon.lambda;

import io.rootmon.Outcome;
import io.rootmon.cloudtrail.Signal;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a piece of a message.
 *
 * @param outcome empty where nobody was to be told, or telling did not end
 * @param problem why telling did not end
 */
record Fate(
    String messageId,
    Piece piece,
    Optional<Outcome> outcome,
    Optional<String> problem,
    Instant time) {
  static Fate told(String messageId, Piece piece, Outcome outcome, Instant time) {
    return new Fate(messageId, piece, Optional.of(outcome), Optional.empty(), time);
  }

  static Fate untold(String messageId, Piece piece, Instant time) {
    return new Fate(messageId, piece, Optional.empty(), Optional.empty(), time);
  }

  static Fate unfinished(String messageId, Piece piece, String problem, Instant time) {
    return new Fate(messageId, piece, Optional.empty(), Optional.of(problem), time);
  }

  /**
   * Whether the queue may forget it. What could not be read never is: it has to wait in the
   * dead-letter queue for a person.
   */
  boolean isDone() {
    if (piece instanceof Piece.NotRoot
        || piece instanceof Piece.PassedOver
        || piece instanceof Piece.Skipped
        || isHeartbeat()) {
      return true;
    } else if (piece instanceof Piece.Acted) {
      return problem.isEmpty();
    } else if (piece instanceof Piece.Checked) {
      return problem.isEmpty() && outcome.map(Outcome::isDone).orElse(true);
    }
    boolean isTold = outcome.filter(Outcome::isDone).isPresent();
    return isTold && (piece instanceof Piece.Judged || piece instanceof Piece.Signalled);
  }

  /**
   * One that was not remembered is forgotten: the next one says the same, and what waits in the
   * dead-letter queue is to be looked at by a person.
   */
  boolean isHeartbeat() {
    return piece instanceof Piece.Signalled signalled
        && signalled.signal() instanceof Signal.Heartbeat;
  }
}
