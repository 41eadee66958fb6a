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
 * Sends one POST. It follows no redirects and never retries, and no error message contains the
 * address. {@code HttpURLConnection} starts faster than other HTTP clients, but it limits each wait
 * and not the whole call, so each call has its own thread.
 *
 * @param proxy the proxy of the connection
 */
public record HttpPost(URI address, Map<String, String> headers, String body, ProxySettings proxy) {
  public HttpPost {
    headers = Map.copyOf(headers);
  }

  /** Creates a request that connects directly. */
  public HttpPost(URI address, Map<String, String> headers, String body) {
    this(address, headers, body, ProxySettings.DIRECT);
  }

  /**
   * A response of any status.
   *
   * @param errorType the header {@code x-amzn-ErrorType}, which contains the error code of AWS
   *     services
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
   * @throws DeliveryException if the deadline expires before the request is sent, if there is no
   *     response in time, or if the status is not success
   */
  public Receipt send(Deadline deadline) throws DeliveryException {
    Response response = exchange(deadline, false);
    if (!response.isSuccess()) {
      throw HttpErrors.failure(
          response.status(), response.retryAfter(), "HTTP " + response.status());
    }
    return new Receipt("HTTP " + response.status());
  }

  /** Sends the request and returns the response of any status. */
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
