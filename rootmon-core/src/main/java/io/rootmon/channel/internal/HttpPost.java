package io.rootmon.channel.internal;

import io.rootmon.channel.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.proxy.ProxySettings;
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

  /** Sends it; a status other than success is a failure. */
  public Receipt send(Duration timeLeft) throws DeliveryException {
    Response response = exchange(timeLeft, false);
    if (!response.isSuccess()) {
      throw HttpErrors.failure(
          response.status(), response.retryAfter(), "HTTP " + response.status());
    }
    return new Receipt("HTTP " + response.status());
  }

  /** Sends it and returns the response, whatever its status. */
  public Response exchange(Duration timeLeft) throws DeliveryException {
    return exchange(timeLeft, true);
  }

  private Response exchange(Duration timeLeft, boolean readsErrors) throws DeliveryException {
    Deadline deadline = Deadline.in(timeLeft);
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
