package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.control.ControlMessage;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.PassedOver;
import io.rootmon.lambda.BatchItem.ProcessedControl;
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
  static ItemResult notified(String messageId, BatchItem item, ProcessingResult outcome) {
    return new ItemResult(messageId, item, Optional.of(outcome), Optional.empty(), Instant.now());
  }

  static ItemResult skipped(String messageId, BatchItem item) {
    return new ItemResult(messageId, item, Optional.empty(), Optional.empty(), Instant.now());
  }

  static ItemResult failed(String messageId, BatchItem item, String problem) {
    return new ItemResult(messageId, item, Optional.empty(), Optional.of(problem), Instant.now());
  }

  /**
   * Whether the queue may delete the message. A message that cannot be parsed is never done: it
   * must wait in the dead-letter queue for an operator.
   */
  boolean isDone() {
    if (item instanceof ProcessedControl control) {
      return control.result().isDone();
    }
    return item instanceof UnrelatedItem
        || item instanceof PassedOver
        || item instanceof Skipped
        || (item instanceof FindingItem && isNotified())
        || isHeartbeat();
  }

  /** Whether every channel accepted or rejected the alert, and one accepted it. */
  boolean isNotified() {
    return outcome.filter(ProcessingResult::isDone).isPresent();
  }

  /** A lost heartbeat is not repeated: the next one has the same information. */
  boolean isHeartbeat() {
    ControlMessage message =
        item instanceof ProcessedControl processed
            ? processed.message()
            : item instanceof ControlItem control ? control.message() : null;
    return message instanceof Heartbeat;
  }

  boolean isCoverageCheck() {
    return item instanceof ProcessedControl control && control.message() instanceof CoverageCheck;
  }
}
