package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
   * @param body at most 64 KB of it
   */
  public record Response(int status, Optional<Duration> retryAfter, String body) {
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
    FutureTask<Response> answer = new FutureTask<>(exchange::run);
    Thread thread = new Thread(answer, "rootmon-post");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      exchange.giveUp();
      throw HttpPostCall.tooLate();
    } catch (InterruptedException e) {
      exchange.giveUp();
      Thread.currentThread().interrupt();
      throw DeliveryException.retryable("interrupted; it may have arrived", null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeliveryException failure) {
        throw failure;
      }
      throw new IllegalStateException("POST", e.getCause());
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
