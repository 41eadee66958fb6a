package io.rootmon.lambda;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.Reading.SkipReason;
import io.rootmon.cloudtrail.Signal;
import io.rootmon.coverage.Coverage;
import io.rootmon.judge.Finding;
import java.util.List;
import java.util.Optional;

/** One of the things a message holds, read and judged. */
sealed interface Piece {
  /** An event that concerns root. */
  record Judged(Finding finding) implements Piece {}

  /** An event that does not. */
  record NotRoot(CloudTrailEvent event) implements Piece {}

  /** Records of an object in S3 in which root has no part. */
  record PassedOver(long count) implements Piece {}

  /** Not an event of this library's concern. */
  record Skipped(SkipReason reason, String where) implements Piece {}

  /** A message of the watch itself, to be acted on. */
  record Signalled(Signal signal) implements Piece {}

  /**
   * A check of the coverage that was made.
   *
   * @param coverage empty where there was none to make, for the reason in the remark
   * @param deadLetters what was read from the dead-letter queues
   * @param problems what went wrong
   */
  record Checked(
      Optional<Coverage> coverage,
      String remark,
      Optional<DeadLetterProcessor.Run> deadLetters,
      List<String> problems)
      implements Piece {
    Checked(Optional<Coverage> coverage, String remark) {
      this(coverage, remark, Optional.empty(), List.of());
    }
  }

  /**
   * A message for the function that was acted on, and that says all there is to say.
   *
   * @param what was done, as a log line says it
   * @param remark more about it; empty if there is nothing
   */
  record Acted(String what, String remark) implements Piece {}

  /** It may be any event, so people are told. */
  record Unreadable(MalformedEventException problem) implements Piece {}

  /** A bug of ours stopped the reading or judging. */
  record Failed(String bug) implements Piece {}

  /** Whether people may have to be told of it, or the store. */
  default boolean isToBeTold() {
    return this instanceof Judged || this instanceof Unreadable || this instanceof Signalled;
  }
}
