package io.rootmon.channel;

import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports that an alert was not delivered, whether a retry can help, and after which time. */
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

  /** Creates a transient failure: a retry can help. */
  public static DeliveryException retryable(String message, @Nullable Throwable cause) {
    return new DeliveryException(message, Reason.PASSING, null, cause);
  }

  /** Creates a transient failure for which the remote service stated the time until a retry. */
  public static DeliveryException retryableAfter(Duration wait, String message) {
    return new DeliveryException(message, Reason.PASSING, wait, null);
  }

  /** Creates a rejection: a retry of the same request fails in the same way. */
  public static DeliveryException rejected(String message, @Nullable Throwable cause) {
    return new DeliveryException(message, Reason.LASTING, null, cause);
  }

  /** Creates the failure of a reply or an update whose parent message does not exist any more. */
  public static DeliveryException gone(String message) {
    return new DeliveryException(message, Reason.GONE, null, null);
  }

  /** Creates a rejection of the secret: a retry helps only with another secret. */
  public static DeliveryException secretNotAccepted(String message) {
    return new DeliveryException(message, Reason.SECRET_NOT_ACCEPTED, null, null);
  }

  /**
   * Returns the time that is left for an attempt, at least one millisecond, because most libraries
   * treat zero as no limit.
   *
   * @throws DeliveryException if the deadline has expired
   */
  public static Duration timeLeft(Deadline deadline) throws DeliveryException {
    Duration left = deadline.left();
    if (left.toMillis() < 1) {
      throw retryable("no time left to try", null);
    }
    return left;
  }

  /** Returns whether another attempt may succeed. */
  public boolean isRetryable() {
    return reason == Reason.PASSING;
  }

  /** Returns whether the message that was to be updated no longer exists. */
  public boolean isGone() {
    return reason == Reason.GONE;
  }

  /** Returns whether the channel rejected the secret. */
  public boolean isSecretNotAccepted() {
    return reason == Reason.SECRET_NOT_ACCEPTED;
  }

  /** Returns how long to wait before the next attempt, if the channel requires it. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
