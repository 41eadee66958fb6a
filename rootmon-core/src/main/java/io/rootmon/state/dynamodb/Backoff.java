package io.rootmon.state.dynamodb;

import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: random, up to a limit that doubles, so that callers in each other's way
 * do not meet again: <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full jitter</a>.
 */
record Backoff(Sleeper sleeper) {
  /** Some times as long as a transaction takes. */
  static final Duration FIRST_LIMIT = Duration.ofMillis(50);

  /** Few doublings: those that have waited for long must not wait much longer than the others. */
  private static final int MAX_DOUBLINGS = 3;

  /** Pauses the calling thread, which has nothing else to do until its decision is stored. */
  static final Backoff REAL = new Backoff(it -> Thread.sleep(it.toMillis()));

  /** How a pause is spent. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /**
   * Pauses after a failed attempt.
   *
   * @param attempt its number, from 1
   * @return false, at once, if no time would be left for another attempt
   */
  boolean pause(int attempt, Deadline deadline) throws StateException {
    long limit = limit(attempt).toMillis();
    // At least a millisecond: the others need a moment to end.
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

  /** The longest pause after that attempt. */
  static Duration limit(int attempt) {
    return FIRST_LIMIT.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), MAX_DOUBLINGS));
  }
}
