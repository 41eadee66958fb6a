package io.rootmon.channel;

import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert was not delivered; says whether a later try can help, and after how long. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  private enum Reason {
    PASSING,
    LASTING,
    GONE,
    SECRET_NOT_ACCEPTED
  }

  private DeliveryException(
      String message, Reason reason, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** A later try can help. */
  public static DeliveryException retryable(String message, @Nullable Throwable cause) {
    return new DeliveryException(message, Reason.PASSING, null, cause);
  }

  /** The far end named the time after which a try can help. */
  public static DeliveryException retryableAfter(Duration wait, String message) {
    return new DeliveryException(message, Reason.PASSING, wait, null);
  }

  /** Refused for good: a further try of the same will fail in the same way. */
  public static DeliveryException rejected(String message, @Nullable Throwable cause) {
    return new DeliveryException(message, Reason.LASTING, null, cause);
  }

  /** The message that this one belongs to is not there any more. */
  public static DeliveryException gone(String message) {
    return new DeliveryException(message, Reason.GONE, null, null);
  }

  /** Refused for good, unless another secret is used. */
  public static DeliveryException secretNotAccepted(String message) {
    return new DeliveryException(message, Reason.SECRET_NOT_ACCEPTED, null, null);
  }

  /**
   * Returns the time that is left for an attempt, at least a millisecond: to most libraries, zero
   * means no limit.
   *
   * @throws DeliveryException if the deadline is over
   */
  public static Duration timeLeft(Deadline deadline) throws DeliveryException {
    Duration left = deadline.left();
    if (left.toMillis() < 1) {
      throw retryable("no time left to try", null);
    }
    return left;
  }

  public boolean isRetryable() {
    return reason == Reason.PASSING;
  }

  public boolean isGone() {
    return reason == Reason.GONE;
  }

  public boolean isSecretNotAccepted() {
    return reason == Reason.SECRET_NOT_ACCEPTED;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
