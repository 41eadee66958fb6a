package io.rootmon.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Grants every claim, whatever was delivered. */
final class Forgetful implements DeliveryLog {
  private static final int MOST = 1_000;

  private final Expiring<DeliveryKey, Settlement> delivered =
      new Expiring<>(MOST, StateStore.MEMORY, InstantSource.system());

  @Override
  public Claim claim(DeliveryKey delivery, Duration lease) {
    return new Claim.Granted("");
  }

  @Override
  public synchronized void settle(DeliveryKey delivery, Settlement settlement) {
    delivered.put(delivery, settlement.bounded());
  }

  @Override
  public synchronized Optional<Settlement> settlement(DeliveryKey delivery) {
    return delivered.find(delivery);
  }

  @Override
  public void release(DeliveryKey delivery, String owner) {}
}
