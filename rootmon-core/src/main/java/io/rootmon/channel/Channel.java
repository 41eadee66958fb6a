package io.rootmon.channel;

import io.rootmon.alert.Alert;
import java.time.Duration;
import java.util.Optional;

/** A way to people. Safe for use by many threads. */
public interface Channel {
  /** The name by which routes and reports call it. */
  String name();

  /** How often the far end may be spoken to; what it says itself counts beside it. */
  default RateLimit pace() {
    return RateLimit.UNLIMITED;
  }

  /**
   * Delivers the alert: one attempt, since whoever has the alert decides on a further one.
   *
   * @param timeLeft after which the channel gives up by itself; one that speaks by AWS's SDK may go
   *     on as long as an answer trickles, and then its lane gives up
   * @return what the far end said
   * @throws DeliveryException if it was not delivered, or nobody can tell
   */
  Receipt send(Alert alert, Duration timeLeft) throws DeliveryException;

  /** How it keeps threads; empty where it does not. */
  default Optional<ThreadedMessaging> threads() {
    return Optional.empty();
  }

  /** How to pass an acknowledgement on; empty where the channel has no such thing. */
  default Optional<Acknowledgement> acknowledgement() {
    return Optional.empty();
  }

  /** How to check whether it reaches people; empty where that cannot be checked unseen. */
  default Optional<HealthCheck> healthCheck() {
    return Optional.empty();
  }
}
