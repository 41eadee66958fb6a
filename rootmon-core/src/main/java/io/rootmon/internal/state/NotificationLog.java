package io.rootmon.internal.state;

import io.rootmon.internal.text.SafeText;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates deliveries, so that each channel receives an alert once, regardless of the number of
 * workers that process it. A worker acquires the lease of a delivery, tries it, and finishes or
 * releases it. If the worker dies, its lease expires, so that the delivery is tried again and not
 * lost. Safe for use by multiple threads.
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
        new ExpiringMap<>(MAX_SIZE, SharedStateStore.MEMORY, InstantSource.system());

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
   * Requests the lease of a delivery.
   *
   * @param lease longer than the attempts of the worker
   */
  DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException;

  /** Stores the result of a delivery, even if another worker has the lease by now. */
  void finish(DeliveryKey delivery, DeliveryRecord settlement) throws StateException;

  /** Returns the result of a delivery; empty if it has not finished, or is unknown. */
  Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException;

  /**
   * Releases the lease after a failure, so that the delivery can be claimed immediately. Another
   * worker's lease is not affected.
   */
  void release(DeliveryKey delivery, String owner) throws StateException;

  /** The response to a worker that wants to deliver. */
  public sealed interface DeliveryLease {
    /**
     * The worker may deliver until the lease expires. The owner identifies it in {@link
     * NotificationLog#finish}.
     */
    record Acquired(String owner) implements DeliveryLease {}

    /** Another worker has the lease, which expires no later than at this time. */
    record HeldByOther(Instant until) implements DeliveryLease {}

    /** The alert was already delivered. */
    record AlreadyDelivered(DeliveryRecord settlement) implements DeliveryLease {}
  }

  /**
   * One alert in one channel.
   *
   * @param alert the subject of the alert, such as an event's id
   */
  public record DeliveryKey(String alert, String channel) {
    // Written out: the generated methods spin classes, a millisecond each in a cold start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof DeliveryKey it
          && alert.equals(it.alert)
          && channel.equals(it.channel);
    }

    @Override
    public int hashCode() {
      return 31 * alert.hashCode() + channel.hashCode();
    }
  }

  /**
   * A finished delivery.
   *
   * @param reference the remote service's id of the message, or the text of its response
   */
  public record DeliveryRecord(String reference) {
    /** The maximum length of a stored reference, in characters. */
    public static final int MAX_LENGTH = 1_000;

    public static DeliveryRecord delivered(String reference) {
      return new DeliveryRecord(reference);
    }

    /** Returns the record with a reference of at most the maximum length. */
    public DeliveryRecord bounded() {
      return new DeliveryRecord(SafeText.cut(reference, MAX_LENGTH));
    }
  }
}
