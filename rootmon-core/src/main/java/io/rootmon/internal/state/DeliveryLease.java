package io.rootmon.internal.state;

import java.time.Instant;

/** The response to a worker that wants to deliver. */
public sealed interface DeliveryLease {
  /**
   * The worker may deliver until the lease expires. The owner identifies it in {@link
   * NotificationLog#finish}.
   */
  record Acquired(String owner) implements DeliveryLease {}

  /** Another worker has the lease, which expires at this time at the latest. */
  record HeldByOther(Instant until) implements DeliveryLease {}

  /** The alert was already delivered. */
  record AlreadyDelivered(DeliveryRecord settlement) implements DeliveryLease {}
}
