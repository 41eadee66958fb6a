package io.rootmon.lambda;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.Reading.SkipReason;
import io.rootmon.judge.Finding;

/** One of the things a message holds, read and judged. */
sealed interface Piece {
  /** An event that concerns root. */
  record Judged(Finding finding) implements Piece {}

  /** An event that does not. */
  record NotRoot(CloudTrailEvent event) implements Piece {}

  /** Not an event of this library's concern. */
  record Skipped(SkipReason reason) implements Piece {}

  /** It may be any event, so people are told. */
  record Unreadable(MalformedEventException problem) implements Piece {}

  /** A bug of ours stopped the reading or judging. */
  record Failed(String bug) implements Piece {}

  /** Whether people may have to be told of it. */
  default boolean isToBeTold() {
    return this instanceof Judged || this instanceof Unreadable;
  }
}
