package io.rootmon.internal.state.dynamodb;

import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: random, up to a limit that doubles, so that conflicting callers do not
 * collide again: <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full jitter</a>.
 */
record Backoff(Sleeper sleeper) {
  /** A few times the duration of a transaction. */
  static final Duration FIRST_LIMIT = Duration.ofMillis(50);

  /**
   * The maximum number of doublings, so that callers that have waited long do not wait much longer
   * than others.
   */
  private static final int MAX_DOUBLINGS = 3;

  /** Blocks the calling thread, which has no other work until its decision is stored. */
  static final Backoff REAL =
      new Backoff(
          // DynamoDB signals neither the end of throttling nor that of another transaction.
          it -> Thread.sleep(it.toMillis()));

  /** Executes a pause. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /**
   * Pauses after a failed attempt.
   *
   * @param attempt the number of the attempt, from 1
   * @return false, without a pause, if no time would be left for another attempt
   */
  boolean pause(int attempt, Deadline deadline) throws StateException {
    long limit = limit(attempt).toMillis();
    // At least one millisecond: the other callers need time to finish.
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, limit + 1));
    if (pause.compareTo(deadline.left()) >= 0) {
      return false;
    }
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateException("interrupted while waiting to try again", e);
    }
  }

  /** Returns the maximum pause after this attempt. */
  static Duration limit(int attempt) {
    return FIRST_LIMIT.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), MAX_DOUBLINGS));
  }
}
