package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;
import java.util.Optional;

/** A way to people. Safe for use by many threads. */
public interface Channel extends AutoCloseable {
  /** The name by which routes and reports call it. */
  String name();

  /** How often the far end may be spoken to; what it says itself counts beside it. */
  default RateLimit rateLimit() {
    return RateLimit.UNLIMITED;
  }

  /**
   * Delivers the alert: one attempt, since whoever has the alert decides on a further one.
   *
   * @param deadline at which the channel gives up by itself. An SDK client of AWS may take longer
   *     while a response trickles in; the dispatcher then stops waiting for it.
   * @return what the far end said
   * @throws DeliveryException if it was not delivered, or nobody can tell
   */
  Receipt send(Alert alert, Deadline deadline) throws DeliveryException;

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

  /** Closes the client that the channel holds; nothing is sent afterwards. */
  @Override
  default void close() {}
}
