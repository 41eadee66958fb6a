package io.rootmon.lambda;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.control.ControlMessage;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/** One of the records of a message, parsed and judged. */
sealed interface BatchItem {
  /** An event that concerns root. */
  record FindingItem(Finding finding) implements BatchItem {}

  /** An event that does not concern root. */
  record UnrelatedItem(CloudTrailEvent event) implements BatchItem {}

  /** Records of an object in S3 that do not involve root. */
  record PassedOver(long count) implements BatchItem {}

  /** A message without an event. */
  record Skipped(SkipReason reason, String where) implements BatchItem {}

  /** A message for rootmon itself, to be processed. */
  record ControlItem(ControlMessage message) implements BatchItem {}

  /**
   * A message for rootmon itself that was processed.
   *
   * @param deadLetterEvents the results of the events of dead-letter queues
   */
  record ProcessedControl(
      ControlMessage message,
      ControlMessageProcessor.Result result,
      List<ItemResult> deadLetterEvents)
      implements BatchItem {}

  /** A record that cannot be parsed. It may be any event, so the channels are notified. */
  record MalformedItem(MalformedEventException problem) implements BatchItem {}

  /** A bug of rootmon stopped the reading or judging. */
  record Failed(String bug) implements BatchItem {}

  /** Returns how urgent processing is; empty if there is nothing to notify or to store. */
  default Optional<Severity> urgency() {
    if (this instanceof FindingItem it) {
      return Optional.of(it.finding().severity());
    } else if (this instanceof MalformedItem) {
      return Optional.of(Severity.HIGH);
    } else if (this instanceof ControlItem it) {
      boolean isAlarm = it.message() instanceof ControlMessage.SpokeAlarm;
      return Optional.of(isAlarm ? Severity.HIGH : Severity.INFO);
    }
    return Optional.empty();
  }

  /** Returns the key of the event of a finding. */
  default Optional<Object> eventKey() {
    return this instanceof FindingItem it
        ? Optional.of(it.finding().activity().event().key())
        : Optional.empty();
  }
}
