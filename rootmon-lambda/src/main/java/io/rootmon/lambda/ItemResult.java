package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.control.ControlMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a piece of a message.
 *
 * @param outcome empty where nobody was to be told, or telling did not end
 * @param problem why telling did not end
 */
record ItemResult(
    String messageId,
    BatchItem piece,
    Optional<ProcessingResult> outcome,
    Optional<String> problem,
    Instant time) {
  static ItemResult told(
      String messageId, BatchItem piece, ProcessingResult outcome, Instant time) {
    return new ItemResult(messageId, piece, Optional.of(outcome), Optional.empty(), time);
  }

  static ItemResult untold(String messageId, BatchItem piece, Instant time) {
    return new ItemResult(messageId, piece, Optional.empty(), Optional.empty(), time);
  }

  static ItemResult unfinished(String messageId, BatchItem piece, String problem, Instant time) {
    return new ItemResult(messageId, piece, Optional.empty(), Optional.of(problem), time);
  }

  /**
   * Whether the queue may forget it. What could not be read never is: it has to wait in the
   * dead-letter queue for a person.
   */
  boolean isDone() {
    if (piece instanceof BatchItem.UnrelatedItem
        || piece instanceof BatchItem.PassedOver
        || piece instanceof BatchItem.Skipped
        || isHeartbeat()) {
      return true;
    } else if (piece instanceof BatchItem.Acted) {
      return problem.isEmpty();
    } else if (piece instanceof BatchItem.CoverageItem) {
      return problem.isEmpty() && outcome.map(ProcessingResult::isDone).orElse(true);
    }
    boolean isTold = outcome.filter(ProcessingResult::isDone).isPresent();
    return isTold
        && (piece instanceof BatchItem.FindingItem || piece instanceof BatchItem.ControlItem);
  }

  /**
   * One that was not remembered is forgotten: the next one says the same, and what waits in the
   * dead-letter queue is to be looked at by a person.
   */
  boolean isHeartbeat() {
    return piece instanceof BatchItem.ControlItem signalled
        && signalled.signal() instanceof ControlMessage.Heartbeat;
  }
}
