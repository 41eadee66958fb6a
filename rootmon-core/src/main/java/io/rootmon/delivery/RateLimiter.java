package io.rootmon.delivery;

import io.rootmon.channel.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** Keeps a channel's pace, and the far end's own word on when to come again. */
final class RateLimiter {
  private final RateLimit pace;

  /** When the next message is due if all keep the pace; a burst goes ahead of it. */
  private Instant due = Instant.MIN;

  private Instant pausedUntil = Instant.MIN;

  RateLimiter(RateLimit pace) {
    this.pace = pace;
  }

  /** How long to wait before speaking; a turn that comes within the limit is taken. */
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
