package io.rootmon.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The instant at which an operation must have returned.
 *
 * <p>A caller creates one deadline and passes it down. Each step checks {@linkplain #left how much
 * time is left}, or passes an earlier deadline to the next step:
 *
 * <pre>{@code
 * Deadline deadline = Deadline.in(Duration.ofSeconds(20));
 * monitor.process(finding, deadline);
 * }</pre>
 *
 * <p>A deadline uses a monotonic clock, so that a change of the wall clock does not move it. A test
 * passes its own clock. Immutable and safe for use by multiple threads.
 */
public final class Deadline {
  /** About 146 years, so that a sum of nanoseconds does not overflow. */
  private static final Duration MAX = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final LongSupplier nanoTime;
  private final long end;

  private Deadline(LongSupplier nanoTime, long end) {
    this.nanoTime = nanoTime;
    this.end = end;
  }

  /** Returns the deadline after this time, by the monotonic clock of the JVM. */
  public static Deadline in(Duration timeLeft) {
    return in(timeLeft, System::nanoTime);
  }

  /** Returns the deadline after this time, by a clock that a test or a simulation controls. */
  public static Deadline in(Duration timeLeft, InstantSource clock) {
    Instant begin = clock.instant();
    return in(timeLeft, () -> Duration.between(begin, clock.instant()).toNanos());
  }

  private static Deadline in(Duration timeLeft, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + nanos(timeLeft));
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(MAX) > 0 ? MAX.toNanos() : duration.toNanos();
  }

  /** Returns the time that is left, zero after the deadline. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
  }

  /** Returns whether no time is left. */
  public boolean isOver() {
    return end - nanoTime.getAsLong() <= 0;
  }

  /** Returns the deadline after a part of the time that is left, such as 2 thirds for (2, 3). */
  public Deadline part(int some, int all) {
    long now = nanoTime.getAsLong();
    return new Deadline(nanoTime, now + Math.max(0, end - now) / all * some);
  }

  /** Returns the deadline after half of the time that is left. */
  public Deadline half() {
    return part(1, 2);
  }

  /** Returns this deadline, or the one after this time if it is earlier. */
  public Deadline atMost(Duration timeLeft) {
    Deadline other = in(timeLeft, nanoTime);
    return other.end - end < 0 ? other : this;
  }

  /** Returns a deadline that is earlier by this time, which the caller reserves for itself. */
  public Deadline earlierBy(Duration reserve) {
    return new Deadline(nanoTime, end - nanos(reserve));
  }

  /**
   * Returns a deadline that is later by this time, for a caller that waits for another operation.
   */
  public Deadline laterBy(Duration grace) {
    return new Deadline(nanoTime, end + nanos(grace));
  }

  @Override
  public String toString() {
    return "in " + left();
  }
}
