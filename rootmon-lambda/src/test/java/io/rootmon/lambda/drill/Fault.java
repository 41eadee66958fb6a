package io.rootmon.lambda.drill;

import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.lambda.drill.FakeEndpoint.WireProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong in a drill. What passes in the world passes here after two minutes. */
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

  /** What a far end answers instead of taking a message. */
  Optional<Answer> answer(WireProtocol medium, FastClock clock, AtomicInteger count) {
    return switch (this) {
      case CHANNEL_DOWN ->
          lasts(clock) ? Optional.of(medium.error(503, "ServiceUnavailable")) : Optional.empty();
      case CHANNEL_SLOW -> slow(clock);
      case THROTTLED_429 ->
          lasts(clock) && count.incrementAndGet() % 3 != 0
              ? Optional.of(medium.error(429, "ratelimited").with("Retry-After", "2"))
              : Optional.empty();
      case REFUSED -> Optional.of(rejection(medium));
      default -> Optional.empty();
    };
  }

  private static Answer rejection(WireProtocol medium) {
    return switch (medium) {
      case SNS -> medium.error(404, "NotFound");
      case SES -> medium.error(400, "MessageRejected");
      case SLACK -> medium.error(200, "channel_not_found");
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
