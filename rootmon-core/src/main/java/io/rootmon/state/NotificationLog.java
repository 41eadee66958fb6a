package io.rootmon.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who delivers what, so that each channel gets an alert once, however many workers have it: a
 * worker claims a delivery, tries it, and settles or releases it. A claim of a worker that died
 * ends with its lease, so that the delivery is tried again, not forgotten. Safe for use by many
 * threads.
 */
public interface NotificationLog {
  /**
   * Returns a log that grants every claim: an alert that is dispatched twice is delivered twice. It
   * stores the latest deliveries of this process only, so that threads continue.
   */
  static NotificationLog inMemory() {
    return new AlwaysGranting();
  }

  /** Grants every claim, even for an alert that was delivered. */
  final class AlwaysGranting implements NotificationLog {
    private static final int MAX_SIZE = 1_000;

    private final ExpiringMap<DeliveryKey, DeliveryRecord> delivered =
        new ExpiringMap<>(MAX_SIZE, StateStore.MEMORY, InstantSource.system());

    private AlwaysGranting() {}

    @Override
    public DeliveryLease claim(DeliveryKey delivery, Duration lease) {
      return new DeliveryLease.Acquired("");
    }

    @Override
    public synchronized void finish(DeliveryKey delivery, DeliveryRecord settlement) {
      delivered.put(delivery, settlement.bounded());
    }

    @Override
    public synchronized Optional<DeliveryRecord> result(DeliveryKey delivery) {
      return delivered.find(delivery);
    }

    @Override
    public void release(DeliveryKey delivery, String owner) {}
  }

  /**
   * Asks for a delivery.
   *
   * @param lease longer than the worker will try
   */
  DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException;

  /** It was delivered, whoever owns it by now: what was sent was sent. */
  void finish(DeliveryKey delivery, DeliveryRecord settlement) throws StateException;

  /** How a delivery ended; empty if it did not so far, or is not known. */
  Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException;

  /** It did not succeed and may be claimed anew at once; nothing happens to another's claim. */
  void release(DeliveryKey delivery, String owner) throws StateException;
}
