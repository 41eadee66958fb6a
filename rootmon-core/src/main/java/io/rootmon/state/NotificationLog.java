package io.rootmon.state;

import java.time.Duration;
import java.util.Optional;

/**
 * Who delivers what, so that each channel gets an alert once, however many workers have it: a
 * worker claims a delivery, tries it, and settles or releases it. A claim of a worker that died
 * ends with its lease, so that the delivery is tried again, not forgotten. Safe for use by many
 * threads.
 */
public interface NotificationLog {
  /**
   * One that grants every claim: whoever dispatches an alert twice delivers it twice. It remembers
   * the latest deliveries of this process alone, so that threads are continued.
   */
  static NotificationLog forgetful() {
    return new Forgetful();
  }

  /**
   * Asks for a delivery.
   *
   * @param lease longer than the worker will try
   */
  DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException;

  /** It was delivered, whoever owns it by now: what was sent was sent. */
  void settle(DeliveryKey delivery, DeliveryRecord settlement) throws StateException;

  /** How a delivery ended; empty if it did not so far, or is not known. */
  Optional<DeliveryRecord> settlement(DeliveryKey delivery) throws StateException;

  /** It did not succeed and may be claimed anew at once; nothing happens to another's claim. */
  void release(DeliveryKey delivery, String owner) throws StateException;
}
