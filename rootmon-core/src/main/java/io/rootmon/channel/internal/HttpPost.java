package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.TaskException.Reason;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One POST. Redirects are not followed, nothing is repeated, and no message quotes the address. Of
 * HTTP clients the JDK's oldest starts fastest; but it bounds a wait, not the whole, so that it has
 * a thread of its own.
 *
 * @param proxy through which it goes
 */
public record HttpPost(URI address, Map<String, String> headers, String body, ProxySettings proxy) {
  public HttpPost {
    headers = Map.copyOf(headers);
  }

  /** One that connects directly. */
  public HttpPost(URI address, Map<String, String> headers, String body) {
    this(address, headers, body, ProxySettings.DIRECT);
  }

  /**
   * A response of any status.
   *
   * @param errorType the header {@code x-amzn-ErrorType}, by which AWS names an error
   * @param body at most 64 KB of it
   */
  public record Response(
      int status, Optional<Duration> retryAfter, Optional<String> errorType, String body) {
    public boolean isSuccess() {
      return HttpErrors.isSuccess(status);
    }
  }

  /**
   * Sends the request and waits for the response.
   *
   * @throws DeliveryException if the deadline is over before the request is sent, if there is no
   *     response in time, or if the status is no success
   */
  public Receipt send(Deadline deadline) throws DeliveryException {
    Response response = exchange(deadline, false);
    if (!response.isSuccess()) {
      throw HttpErrors.failure(
          response.status(), response.retryAfter(), "HTTP " + response.status());
    }
    return new Receipt("HTTP " + response.status());
  }

  /** Sends it and returns the response, whatever its status. */
  public Response exchange(Deadline deadline) throws DeliveryException {
    return exchange(deadline, true);
  }

  private Response exchange(Deadline deadline, boolean readsErrors) throws DeliveryException {
    var unused = DeliveryException.timeLeft(deadline);
    HttpPostCall exchange = call(deadline, readsErrors);
    try {
      return DaemonThreads.await(
          DaemonThreads.start("rootmon-post", exchange::run), deadline.left().toNanos());
    } catch (TaskException e) {
      if (e.failure() instanceof DeliveryException failure) {
        throw failure;
      }
      exchange.abandon();
      if (e.reason() == Reason.FAILED) {
        throw new IllegalStateException("POST", e.failure());
      }
      throw e.reason() == Reason.TIMEOUT
          ? HttpPostCall.tooLate()
          : DeliveryException.retryable("interrupted; it may have arrived", null);
    }
  }

  private HttpPostCall call(Deadline deadline, boolean readsErrors) throws DeliveryException {
    try {
      return new HttpPostCall(this, deadline, readsErrors);
    } catch (IOException e) {
      // Without the cause, which may quote the address.
      throw DeliveryException.retryable("no connection: " + e.getClass().getSimpleName(), null);
    }
  }
}
