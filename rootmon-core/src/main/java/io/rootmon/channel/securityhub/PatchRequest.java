package io.rootmon.channel.securityhub;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.RetryAfter;
import io.rootmon.channel.internal.aws.AwsJsonClient;
import io.rootmon.channel.internal.aws.AwsJsonClient.SignedRequest;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PATCH request, which {@code HttpURLConnection} does not support. An incident sends only a few,
 * so the newer HTTP client is loaded when the first one is sent.
 */
record PatchRequest(SignedRequest request, ProxySettings proxy) {

  /** Sends the request. Any status other than success is a failure. */
  Map<?, ?> send(Deadline deadline, String what, Map<String, String> remedies)
      throws DeliveryException {
    Duration left = deadline.left();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.address())
            .timeout(left)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach(builder::setHeader);
    CompletableFuture<HttpResponse<String>> answer;
    try {
      answer = proxy.client(left).sendAsync(builder.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw DeliveryException.retryable(what + ": no connection: " + e.getMessage(), null);
    }
    try {
      HttpResponse<String> response = answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
      Map<?, ?> json = AwsJsonClient.parse(response.body());
      if (response.statusCode() / 100 != 2) {
        throw AwsJsonClient.failure(
            response.statusCode(),
            response.headers().firstValue("x-amzn-ErrorType"),
            RetryAfter.parse(
                response.headers().firstValue("Retry-After").orElse(null), Instant.now()),
            json,
            what,
            remedies);
      }
      return json;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw DeliveryException.retryable(what + ": no response in time; it may have arrived", null);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw DeliveryException.retryable(what + ": interrupted; it may have arrived", null);
    } catch (ExecutionException e) {
      String problem = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
      throw DeliveryException.retryable(what + ": incomplete response: " + problem, null);
    }
  }
}
