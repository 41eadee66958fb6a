package io.rootmon.internal.delivery;

import io.rootmon.channel.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** Enforces a channel's rate limit, and the recipient's Retry-After. */
final class RateLimiter {
  private final RateLimit pace;

  /** The time of the next message at the average rate; a burst may be earlier. */
  private Instant due = Instant.MIN;

  private Instant pausedUntil = Instant.MIN;

  RateLimiter(RateLimit pace) {
    this.pace = pace;
  }

  /** Returns the wait before the next message. A turn within the limit is reserved. */
  synchronized Duration turn(Instant now, Duration limit) {
    Instant earliest = latest(now, pausedUntil);
    Instant free = latest(due, earliest);
    // Nanoseconds, as in RateLimit.
    Duration ahead = Duration.ofNanos(pace.interval().toNanos() * (pace.burst() - 1L));
    Instant start = latest(earliest, free.minus(ahead));
    Duration wait = Duration.between(now, start);
    if (wait.isZero() || wait.compareTo(limit) < 0) {
      due = free.plus(pace.interval());
    }
    return wait;
  }

  synchronized void pause(Instant until) {
    pausedUntil = latest(pausedUntil, until);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
