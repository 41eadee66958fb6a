package io.rootmon.channel;

import java.util.List;
import java.util.Optional;

/** What became of an alert in each of its channels. */
public record DispatchReport(String alertId, List<Delivery> deliveries) {
  public DispatchReport {
    deliveries = List.copyOf(deliveries);
  }

  /** How a channel's delivery ended. */
  public enum Result {
    DELIVERED,
    RETRYABLE,
    REFUSED
  }

  /** One channel's outcome, with the problem if it was not delivered. */
  public record Delivery(String channel, Result result, Optional<String> problem) {}

  public boolean isDeliveredEverywhere() {
    return deliveries.stream().allMatch(it -> it.result() == Result.DELIVERED);
  }
}
