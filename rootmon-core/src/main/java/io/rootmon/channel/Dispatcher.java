package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.channel.DispatchReport.Delivery;
import io.rootmon.channel.DispatchReport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives an alert to every channel; one's failure never stops the next. */
public final class Dispatcher {
  private final List<Channel> channels;

  public Dispatcher(List<Channel> channels) {
    this.channels = List.copyOf(channels);
  }

  public DispatchReport dispatch(Alert alert) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Channel channel : channels) {
      deliveries.add(deliver(channel, alert));
    }
    return new DispatchReport(alert.id(), deliveries);
  }

  private static Delivery deliver(Channel channel, Alert alert) {
    try {
      channel.send(alert);
      return new Delivery(channel.name(), Result.DELIVERED, Optional.empty());
    } catch (DeliveryException e) {
      Result result = e.isRetryable() ? Result.RETRYABLE : Result.REFUSED;
      return new Delivery(channel.name(), result, Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // A bug of one channel must not silence the rest.
      return new Delivery(channel.name(), Result.RETRYABLE, Optional.of("a bug: " + e));
    }
  }
}
