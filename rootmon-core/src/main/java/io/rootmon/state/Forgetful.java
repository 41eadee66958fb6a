package io.rootmon.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Grants every claim, whatever was delivered. */
final class Forgetful implements NotificationLog {
  private static final int MAX_SIZE = 1_000;

  private final ExpiringMap<DeliveryKey, DeliveryRecord> delivered =
      new ExpiringMap<>(MAX_SIZE, StateStore.MEMORY, InstantSource.system());

  @Override
  public DeliveryLease claim(DeliveryKey delivery, Duration lease) {
    return new DeliveryLease.Acquired("");
  }

  @Override
  public synchronized void settle(DeliveryKey delivery, DeliveryRecord settlement) {
    delivered.put(delivery, settlement.bounded());
  }

  @Override
  public synchronized Optional<DeliveryRecord> settlement(DeliveryKey delivery) {
    return delivered.find(delivery);
  }

  @Override
  public void release(DeliveryKey delivery, String owner) {}
}
