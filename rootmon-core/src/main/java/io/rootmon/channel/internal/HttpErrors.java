package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Classifies HTTP errors as transient or permanent. */
public final class HttpErrors {
  private HttpErrors() {}

  public static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /**
   * Returns whether a retry can help: after timeouts, throttling and server errors, but not after
   * other client errors.
   */
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

  /** Returns what failed, without the exception's own text, which may quote the address. */
  public static String describe(IOException problem) {
    if (problem instanceof UnknownHostException) {
      return "the host name of the URL cannot be resolved";
    } else if (problem instanceof ConnectException) {
      return "the endpoint refused the connection or is unreachable";
    } else if (problem.getClass().getName().startsWith("javax.net.ssl.")) {
      return "the TLS connection failed; check the certificate of the endpoint";
    }
    return "the endpoint closed the connection before its response was complete";
  }
}
