package io.rootmon.channel;

import java.time.Duration;

/**
 * The maximum rate of messages to a remote service.
 *
 * @param interval the average time between two messages
 * @param burst the number of messages that may follow each other without a pause
 */
public record RateLimit(Duration interval, int burst) {
  /** No limit. */
  public static final RateLimit UNLIMITED = new RateLimit(Duration.ZERO, 1);

  public RateLimit {
    if (interval.isNegative() || burst < 1) {
      throw new IllegalArgumentException(
          "rateLimit: must be an interval of 0 or more and a burst of 1 or more but is "
              + interval
              + " and "
              + burst);
    }
  }

  /**
   * Returns the share of one worker. Workers deliver concurrently and share no state.
   *
   * @param workers the number of workers that deliver concurrently; 1 or more
   */
  public RateLimit sharedBy(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: must be 1 or more but is " + workers);
    }
    // Nanoseconds: the arithmetic of Duration loads BigDecimal, which takes 20 ms of a cold start.
    Duration shared = Duration.ofNanos(interval.toNanos() * workers);
    return new RateLimit(shared, Math.max(1, burst / workers));
  }
}
