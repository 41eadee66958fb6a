package io.rootmon.delivery;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The result of an alert in each of its channels. */
public record DispatchReport(String alertId, List<Delivery> deliveries) {
  public DispatchReport {
    deliveries = List.copyOf(deliveries);
  }

  /** The result of a delivery. */
  public enum Result {
    /** The channel accepted the alert. */
    DELIVERED,
    /** An earlier attempt or another worker delivered the alert: nothing was sent now. */
    DELIVERED_BEFORE,
    /** The channel did not accept the alert, and may accept it later. */
    RETRYABLE,
    /** The channel rejected the alert permanently. */
    REJECTED
  }

  /**
   * The result in one channel.
   *
   * @param problem the reason for a failure, or a problem in addition to the delivery
   * @param receipt the reference of the remote service
   * @param retryAfter the time that the service requests until a retry
   */
  public record Delivery(
      String channel,
      Result result,
      Optional<String> problem,
      Optional<String> receipt,
      Optional<Duration> retryAfter) {
    /** Returns the result of a channel that accepted the alert. */
    public static Delivery delivered(String channel, Receipt receipt) {
      return new Delivery(
          channel,
          Result.DELIVERED,
          Optional.empty(),
          Optional.of(receipt.reference()),
          Optional.empty());
    }

    /** Returns the result of a channel that accepted the alert earlier. */
    public static Delivery deliveredBefore(String channel, String reference) {
      return new Delivery(
          channel,
          Result.DELIVERED_BEFORE,
          Optional.empty(),
          Optional.of(reference),
          Optional.empty());
    }

    /** Returns the result of a channel that may accept the alert later. */
    public static Delivery retryable(String channel, String problem) {
      return new Delivery(
          channel, Result.RETRYABLE, Optional.of(problem), Optional.empty(), Optional.empty());
    }

    /** Returns the result of a channel that may accept the alert after a delay. */
    public static Delivery retryableAfter(String channel, Duration wait, String problem) {
      return new Delivery(
          channel, Result.RETRYABLE, Optional.of(problem), Optional.empty(), Optional.of(wait));
    }

    /** Returns the result of an attempt that failed. */
    public static Delivery failed(String channel, DeliveryException e) {
      Result result = e.isRetryable() ? Result.RETRYABLE : Result.REJECTED;
      String problem = String.valueOf(e.getMessage());
      return new Delivery(channel, result, Optional.of(problem), Optional.empty(), e.retryAfter());
    }

    /** Returns a copy with one more problem. */
    public Delivery withNote(String more) {
      String both = problem.map(it -> it + "; " + more).orElse(more);
      return new Delivery(channel, result, Optional.of(both), receipt, retryAfter);
    }

    /** Returns whether the channel has the alert. */
    public boolean isDelivered() {
      return result == Result.DELIVERED || result == Result.DELIVERED_BEFORE;
    }
  }

  /** Returns whether every channel accepted the alert. */
  public boolean isDeliveredEverywhere() {
    return deliveries.stream().allMatch(Delivery::isDelivered);
  }

  /** Returns the deliveries with this result. */
  public List<Delivery> with(Result result) {
    return deliveries.stream().filter(it -> it.result() == result).toList();
  }
}
