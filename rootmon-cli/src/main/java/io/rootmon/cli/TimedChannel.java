package io.rootmon.cli;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A channel that records the end of its last attempt.
 *
 * @param started the start by {@link System#nanoTime}
 * @param ended the time since the start, by channel name
 */
record TimedChannel(Channel channel, long started, Map<String, Duration> ended) implements Channel {
  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public RateLimit rateLimit() {
    return channel.rateLimit();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    try {
      return channel.send(alert, deadline);
    } finally {
      ended.put(name(), Duration.ofNanos(System.nanoTime() - started));
    }
  }

  @Override
  public Optional<ThreadedMessaging> threads() {
    return channel.threads();
  }

  @Override
  public Optional<Acknowledgement> acknowledgement() {
    return channel.acknowledgement();
  }

  @Override
  public Optional<HealthCheck> healthCheck() {
    return channel.healthCheck();
  }

  @Override
  public void close() {
    channel.close();
  }
}
