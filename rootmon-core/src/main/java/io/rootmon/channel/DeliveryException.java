package io.rootmon.channel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An alert was not delivered; says whether a later try can help, and after how long. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final @Nullable Duration retryAfter;

  private DeliveryException(
      String message, boolean retryable, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /** A later try can help. */
  public static DeliveryException retryable(String message, @Nullable Throwable cause) {
    return new DeliveryException(message, true, null, cause);
  }

  /** The far end named the time after which a try can help. */
  public static DeliveryException retryableAfter(Duration wait, String message) {
    return new DeliveryException(message, true, wait, null);
  }

  /** Refused for good: a further try of the same will fail in the same way. */
  public static DeliveryException refused(String message, @Nullable Throwable cause) {
    return new DeliveryException(message, false, null, cause);
  }

  public boolean isRetryable() {
    return retryable;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
