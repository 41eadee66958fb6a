package io.rootmon.state;

import java.time.Instant;

/** The answer to a worker that wants to deliver. */
public sealed interface DeliveryLease {
  /** It may, until the lease ends. The owner is its proof, for {@link NotificationLog#finish}. */
  record Acquired(String owner) implements DeliveryLease {}

  /** Another worker is at it, until then at the latest. */
  record HeldByOther(Instant until) implements DeliveryLease {}

  /** It was delivered. */
  record AlreadyDelivered(DeliveryRecord settlement) implements DeliveryLease {}
}
