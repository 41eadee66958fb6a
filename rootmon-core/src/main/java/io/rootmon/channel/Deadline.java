package io.rootmon.channel;

import java.time.Duration;

/** The moment by which a delivery must have ended, unmoved by changes of the wall clock. */
public record Deadline(long nanoTime) {
  public static Deadline in(Duration timeLeft) {
    return new Deadline(System.nanoTime() + timeLeft.toNanos());
  }

  /**
   * What is left, at least a millisecond: to the far ends' libraries no time means no limit.
   *
   * @throws DeliveryException if nothing is left
   */
  public Duration left() throws DeliveryException {
    Duration left = Duration.ofNanos(nanoTime - System.nanoTime());
    if (left.toMillis() < 1) {
      throw DeliveryException.retryable("no time left to try", null);
    }
    return left;
  }
}
