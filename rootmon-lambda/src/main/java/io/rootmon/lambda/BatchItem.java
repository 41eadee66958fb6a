package io.rootmon.lambda;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.control.ControlMessage;
import io.rootmon.coverage.Coverage;
import io.rootmon.judge.Finding;
import java.util.List;
import java.util.Optional;

/** One of the things a message holds, read and judged. */
sealed interface BatchItem {
  /** An event that concerns root. */
  record FindingItem(Finding finding) implements BatchItem {}

  /** An event that does not. */
  record UnrelatedItem(CloudTrailEvent event) implements BatchItem {}

  /** Records of an object in S3 in which root has no part. */
  record PassedOver(long count) implements BatchItem {}

  /** Not an event of this library's concern. */
  record Skipped(SkipReason reason, String where) implements BatchItem {}

  /** A message of the watch itself, to be acted on. */
  record ControlItem(ControlMessage signal) implements BatchItem {}

  /**
   * A check of the coverage that was made.
   *
   * @param coverage empty where there was none to make, for the reason in the remark
   * @param deadLetters what was read from the dead-letter queues
   * @param problems what went wrong
   */
  record CoverageItem(
      Optional<Coverage> coverage,
      String remark,
      Optional<DeadLetterProcessor.Run> deadLetters,
      List<String> problems)
      implements BatchItem {
    CoverageItem(Optional<Coverage> coverage, String remark) {
      this(coverage, remark, Optional.empty(), List.of());
    }
  }

  /**
   * A message for the function that was acted on, and that says all there is to say.
   *
   * @param what was done, as a log line says it
   * @param remark more about it; empty if there is nothing
   */
  record Acted(String what, String remark) implements BatchItem {}

  /** It may be any event, so people are told. */
  record MalformedItem(MalformedEventException problem) implements BatchItem {}

  /** A bug of ours stopped the reading or judging. */
  record Failed(String bug) implements BatchItem {}

  /** Whether people may have to be told of it, or the store. */
  default boolean isToBeTold() {
    return this instanceof FindingItem
        || this instanceof MalformedItem
        || this instanceof ControlItem;
  }
}
