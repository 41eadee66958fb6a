package io.rootmon.channel;

import java.time.Duration;

/**
 * How often a far end may be spoken to.
 *
 * @param interval between two messages, in the long run
 * @param burst how many may follow each other at once after a rest
 */
public record RateLimit(Duration interval, int burst) {
  public static final RateLimit UNLIMITED = new RateLimit(Duration.ZERO, 1);

  public RateLimit {
    if (interval.isNegative() || burst < 1) {
      throw new IllegalArgumentException(
          "pace: expected an interval of 0 or more and a burst of 1 or more but was "
              + interval
              + " and "
              + burst);
    }
  }

  /**
   * Returns the part of one worker. Workers deliver at the same time and share no state.
   *
   * @param workers how many deliver at the same time; 1 or more
   */
  public RateLimit sharedBy(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: expected 1 or more but was " + workers);
    }
    return new RateLimit(interval.multipliedBy(workers), Math.max(1, burst / workers));
  }
}
