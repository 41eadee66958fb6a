package io.rootmon.channel;

import java.time.Duration;
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

  /**
   * One channel's outcome.
   *
   * @param problem why it was not delivered
   * @param retryAfter how long the far end asked to be left alone
   */
  public record Delivery(
      String channel, Result result, Optional<String> problem, Optional<Duration> retryAfter) {
    static Delivery delivered(String channel) {
      return new Delivery(channel, Result.DELIVERED, Optional.empty(), Optional.empty());
    }

    static Delivery retryable(String channel, String problem) {
      return new Delivery(channel, Result.RETRYABLE, Optional.of(problem), Optional.empty());
    }

    static Delivery failed(String channel, DeliveryException e) {
      Result result = e.isRetryable() ? Result.RETRYABLE : Result.REFUSED;
      String problem = String.valueOf(e.getMessage());
      return new Delivery(channel, result, Optional.of(problem), e.retryAfter());
    }
  }

  public boolean isDeliveredEverywhere() {
    return deliveries.stream().allMatch(it -> it.result() == Result.DELIVERED);
  }
}
