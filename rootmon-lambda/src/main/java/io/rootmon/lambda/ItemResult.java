package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.control.ControlMessage;
import io.rootmon.lambda.BatchItem.Acted;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.CoverageItem;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.PassedOver;
import io.rootmon.lambda.BatchItem.Skipped;
import io.rootmon.lambda.BatchItem.UnrelatedItem;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of one item of a message.
 *
 * @param outcome empty if no channel was to be notified, or processing did not finish
 * @param problem why processing did not finish
 */
record ItemResult(
    String messageId,
    BatchItem item,
    Optional<ProcessingResult> outcome,
    Optional<String> problem,
    Instant time) {
  static ItemResult notified(
      String messageId, BatchItem item, ProcessingResult outcome, Instant time) {
    return new ItemResult(messageId, item, Optional.of(outcome), Optional.empty(), time);
  }

  static ItemResult skipped(String messageId, BatchItem item, Instant time) {
    return new ItemResult(messageId, item, Optional.empty(), Optional.empty(), time);
  }

  static ItemResult failed(String messageId, BatchItem item, String problem, Instant time) {
    return new ItemResult(messageId, item, Optional.empty(), Optional.of(problem), time);
  }

  /**
   * Whether the queue may delete the message. A message that cannot be parsed is never done: it
   * must wait in the dead-letter queue for an operator.
   */
  boolean isDone() {
    if (item instanceof UnrelatedItem
        || item instanceof PassedOver
        || item instanceof Skipped
        || isHeartbeat()) {
      return true;
    } else if (item instanceof Acted) {
      return problem.isEmpty();
    } else if (item instanceof CoverageItem) {
      return problem.isEmpty() && outcome.map(ProcessingResult::isDone).orElse(true);
    }
    return isNotified() && (item instanceof FindingItem || item instanceof ControlItem);
  }

  /** Whether every channel accepted or rejected the alert, and one accepted it. */
  boolean isNotified() {
    return outcome.filter(ProcessingResult::isDone).isPresent();
  }

  /** A lost heartbeat is not repeated: the next one has the same information. */
  boolean isHeartbeat() {
    return item instanceof ControlItem control
        && control.signal() instanceof ControlMessage.Heartbeat;
  }
}
