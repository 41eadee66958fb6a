package io.rootmon.lambda.drill;

import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong in a drill. A transient fault ends after two minutes. */
enum Fault {
  NONE,
  CHANNEL_DOWN,
  CHANNEL_SLOW,
  THROTTLED_429,
  REFUSED,
  STORE_DOWN,
  STORE_THROTTLED,
  SECRET_MISSING,
  TEMPLATE_BROKEN;

  private static final Duration LASTS = Duration.ofMinutes(2);
  private static final Duration SLOWNESS = Duration.ofSeconds(8);

  /** Whether it still lasts. */
  boolean lasts(FastClock clock) {
    return clock.elapsed().compareTo(LASTS) < 0;
  }

  /** Returns what an endpoint answers instead of accepting the request. */
  Optional<Answer> answer(
      WireProtocol medium, Request request, FastClock clock, AtomicInteger count) {
    return switch (this) {
      case CHANNEL_DOWN ->
          lasts(clock) ? Optional.of(medium.error(503, "ServiceUnavailable")) : Optional.empty();
      case CHANNEL_SLOW -> slow(clock);
      case THROTTLED_429 ->
          lasts(clock) && count.incrementAndGet() % 3 != 0
              ? Optional.of(medium.throttle(request))
              : Optional.empty();
      case REFUSED -> Optional.of(medium.reject(request));
      default -> Optional.empty();
    };
  }

  private static Optional<Answer> slow(FastClock clock) {
    try {
      clock.sleep(SLOWNESS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Whether it is the channel's own, and not the store's. */
  boolean isOfTheStore() {
    return this == STORE_DOWN || this == STORE_THROTTLED;
  }
}
