package io.rootmon.channel.securityhub;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.RetryAfter;
import io.rootmon.channel.internal.aws.AwsJsonClient;
import io.rootmon.channel.internal.aws.AwsJsonClient.SignedRequest;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
      HttpResponse<String> response = DaemonThreads.await(answer, left.toNanos());
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
    } catch (TaskException e) {
      String problem =
          switch (e.reason()) {
            case TIMEOUT -> "no response in time; it may have arrived";
            case INTERRUPTED -> "interrupted; it may have arrived";
            case FAILED -> "incomplete response: " + e.failure().getClass().getSimpleName();
          };
      throw DeliveryException.retryable(what + ": " + problem, null);
    }
  }
}
