package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import java.time.Duration;
import java.util.Optional;

/** What an HTTP status other than success says about a further try. */
public final class HttpErrors {
  private HttpErrors() {}

  public static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /** Timeouts, throttling and the far end's own faults pass; what it says of the request stays. */
  public static boolean isTransient(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  public static DeliveryException failure(
      int status, Optional<Duration> retryAfter, String message) {
    if (isTransient(status)) {
      return retryAfter
          .map(it -> DeliveryException.retryableAfter(it, message))
          .orElseGet(() -> DeliveryException.retryable(message, null));
    }
    if (status == 401 || status == 403) {
      return DeliveryException.secretNotAccepted(message);
    }
    return DeliveryException.rejected(message, null);
  }
}
