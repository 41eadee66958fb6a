package io.rootmon.channel;

import io.rootmon.alert.Alert;
import java.time.Duration;
import java.util.Optional;

/** A channel that several workers speak to. */
record SharedChannel(Channel channel, int workers) implements Channel {
  SharedChannel {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: expected 1 or more but was " + workers);
    }
  }

  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public RateLimit pace() {
    return channel.pace().sharedBy(workers);
  }

  @Override
  public Receipt send(Alert alert, Duration timeLeft) throws DeliveryException {
    return channel.send(alert, timeLeft);
  }

  @Override
  public Optional<ThreadedMessaging> threads() {
    return channel.threads();
  }

  @Override
  public Optional<HealthCheck> healthCheck() {
    return channel.healthCheck();
  }
}
