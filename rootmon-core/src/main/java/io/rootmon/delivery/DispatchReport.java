package io.rootmon.delivery;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
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
    /** By an earlier try or another worker: nothing was sent now. */
    DELIVERED_BEFORE,
    RETRYABLE,
    REFUSED
  }

  /**
   * One channel's outcome.
   *
   * @param problem why it was not delivered, or what went wrong beside the delivery
   * @param receipt what the far end said
   * @param retryAfter how long to leave it alone
   */
  public record Delivery(
      String channel,
      Result result,
      Optional<String> problem,
      Optional<String> receipt,
      Optional<Duration> retryAfter) {
    static Delivery delivered(String channel, Receipt receipt) {
      return new Delivery(
          channel,
          Result.DELIVERED,
          Optional.empty(),
          Optional.of(receipt.reference()),
          Optional.empty());
    }

    static Delivery deliveredBefore(String channel, String reference) {
      return new Delivery(
          channel,
          Result.DELIVERED_BEFORE,
          Optional.empty(),
          Optional.of(reference),
          Optional.empty());
    }

    static Delivery retryable(String channel, String problem) {
      return new Delivery(
          channel, Result.RETRYABLE, Optional.of(problem), Optional.empty(), Optional.empty());
    }

    static Delivery retryableAfter(String channel, Duration wait, String problem) {
      return new Delivery(
          channel, Result.RETRYABLE, Optional.of(problem), Optional.empty(), Optional.of(wait));
    }

    static Delivery failed(String channel, DeliveryException e) {
      Result result = e.isRetryable() ? Result.RETRYABLE : Result.REFUSED;
      String problem = String.valueOf(e.getMessage());
      return new Delivery(channel, result, Optional.of(problem), Optional.empty(), e.retryAfter());
    }

    /** The same, with one more thing that went wrong. */
    Delivery withNote(String more) {
      String both = problem.map(it -> it + "; " + more).orElse(more);
      return new Delivery(channel, result, Optional.of(both), receipt, retryAfter);
    }

    /** Whether the channel has the alert. */
    public boolean isDelivered() {
      return result == Result.DELIVERED || result == Result.DELIVERED_BEFORE;
    }
  }

  public boolean isDeliveredEverywhere() {
    return deliveries.stream().allMatch(Delivery::isDelivered);
  }

  /** The deliveries that ended so. */
  public List<Delivery> with(Result result) {
    return deliveries.stream().filter(it -> it.result() == result).toList();
  }
}
