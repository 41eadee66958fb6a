package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;
import java.util.Optional;

/**
 * A destination for alerts, such as an SNS topic. Implementations are safe for use by multiple
 * threads. The dispatcher calls a channel on the channel's own threads, and may interrupt them at
 * the deadline.
 */
public interface Channel extends AutoCloseable {
  /** Returns the name that routes and reports use. */
  String name();

  /**
   * Returns the rate limit of the recipient's service. The dispatcher also honours the service's
   * own Retry-After.
   */
  default RateLimit rateLimit() {
    return RateLimit.UNLIMITED;
  }

  /**
   * Delivers the alert in one attempt. The dispatcher decides on retries and calls this method once
   * per attempt.
   *
   * @param deadline at which the channel must return. An AWS SDK client may take longer if a
   *     response trickles in; the dispatcher then stops waiting for it.
   * @return the remote service's reference to the message
   * @throws DeliveryException if the alert was not delivered, or if the result is unknown
   */
  Receipt send(Alert alert, Deadline deadline) throws DeliveryException;

  /** Returns the channel's threads; empty if it does not support any. */
  default Optional<ThreadedMessaging> threads() {
    return Optional.empty();
  }

  /** Returns how to forward an acknowledgement; empty if the channel does not support it. */
  default Optional<Acknowledgement> acknowledgement() {
    return Optional.empty();
  }

  /**
   * Returns a check that the channel can deliver; empty if a check would be visible to the
   * recipients.
   */
  default Optional<HealthCheck> healthCheck() {
    return Optional.empty();
  }

  /** Closes the channel's client. The channel cannot send afterwards. */
  @Override
  default void close() {}
}
