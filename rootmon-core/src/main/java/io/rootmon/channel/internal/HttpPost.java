package io.rootmon.channel.internal;

import io.rootmon.time.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One POST. Redirects are not followed, nothing is repeated, and no message quotes the address. Of
 * HTTP clients the JDK's oldest starts fastest; but it bounds a wait, not the whole, so that it has
 * a thread of its own.
 */
public record HttpPost(URI address, Map<String, String> headers, String body) {
  public HttpPost {
    headers = Map.copyOf(headers);
  }

  /**
   * Sends the request and waits for the response.
   *
   * @throws DeliveryException if the deadline is over before the request is sent, if there is no
   *     response in time, or if the response is a failure
   */
  public Receipt send(Deadline deadline) throws DeliveryException {
    var unused = DeliveryException.timeLeft(deadline);
    HttpPostCall exchange = exchange(deadline);
    FutureTask<Receipt> answer = new FutureTask<>(exchange::run);
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

  private HttpPostCall exchange(Deadline deadline) throws DeliveryException {
    try {
      return new HttpPostCall(this, deadline);
    } catch (IOException e) {
      // Without the cause, which may quote the address.
      throw DeliveryException.retryable("no connection: " + e.getClass().getSimpleName(), null);
    }
  }
}
