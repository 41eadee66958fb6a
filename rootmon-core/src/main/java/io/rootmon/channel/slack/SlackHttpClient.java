package io.rootmon.channel.slack;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.auth.AuthTestRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.rate_limits.metrics.MetricsDatastore;
import com.slack.api.webhook.Payload;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.HttpErrors;
import io.rootmon.channel.internal.RetryAfter;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.secret.Secret;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Calls the Slack API with Slack's client: one attempt, a time limit, no logging or statistics. */
final class SlackHttpClient {
  private static final long MAX_RESPONSE_BYTES = 4_096;
  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private final SlackConfig config = new SlackConfig();
  private final OkHttpClient http;

  SlackHttpClient(URI api, ProxySettings proxy) {
    config.setMethodsEndpointUrlPrefix(api.toString());
    config.setStatsEnabled(false);
    // Each listener has started a thread by now.
    stop(config.getMethodsConfig().getMetricsDatastore());
    stop(config.getAuditConfig().getMetricsDatastore());
    stop(config.getSCIMConfig().getMetricsDatastore());
    stop(config.getSCIM2Config().getMetricsDatastore());
    // The listeners would log requests, including a webhook's address.
    config.setHttpClientResponseHandlers(List.of());
    http =
        com.slack.api.util.http.SlackHttpClient.buildOkHttpClient(config)
            .newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .proxySelector(proxy.selector())
            .proxyAuthenticator((route, response) -> authorized(proxy, response))
            .addInterceptor(SlackHttpClient::notEmpty)
            .build();
  }

  private static void stop(MetricsDatastore statistics) {
    try {
      statistics.close();
    } catch (Exception e) {
      throw new IllegalStateException("Slack: expected its statistics to stop", e);
    }
  }

  /** Adds the proxy's user and password. If the proxy rejected them, they are not sent again. */
  private static @Nullable Request authorized(ProxySettings proxy, Response response)
      throws IOException {
    boolean isRefused = response.request().header(PROXY_AUTHORIZATION) != null;
    Optional<String> own = isRefused ? Optional.empty() : proxy.authorization();
    return own.map(it -> response.request().newBuilder().header(PROXY_AUTHORIZATION, it).build())
        .orElse(null);
  }

  /**
   * Replaces a missing body, for which Slack's client throws a NullPointerException. Some proxies
   * respond without one.
   */
  private static Response notEmpty(Interceptor.Chain chain) throws IOException {
    Response answer = chain.proceed(chain.request());
    if (answer.isSuccessful()) {
      String start = answer.peekBody("null".length()).string().strip();
      if (start.isEmpty() || start.equals("null")) {
        answer.close();
        throw new EmptyResponseException();
      }
    }
    return answer;
  }

  /** Reports a response without a body. */
  private static final class EmptyResponseException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  Receipt post(ChatPostMessageRequest message, Secret token, Deadline deadline)
      throws DeliveryException {
    return understood(
        () -> {
          ChatPostMessageResponse answer = methods(token, deadline).chatPostMessage(message);
          check(answer);
          return messageId(message.getChannel(), answer.getChannel(), answer.getTs());
        });
  }

  Receipt update(ChatUpdateRequest message, Secret token, Deadline deadline)
      throws DeliveryException {
    return understood(
        () -> {
          ChatUpdateResponse answer = methods(token, deadline).chatUpdate(message);
          check(answer);
          return messageId(message.getChannel(), answer.getChannel(), answer.getTs());
        });
  }

  /** Checks that Slack accepts the token. */
  Receipt test(Secret token, Deadline deadline) throws DeliveryException {
    return understood(
        () -> {
          check(methods(token, deadline).authTest(AuthTestRequest.builder().build()));
          return new Receipt("ok");
        });
  }

  Receipt post(Payload message, URI webhook, Deadline deadline) throws DeliveryException {
    return understood(
        () -> {
          try (Response answer = within(deadline).postJsonBody(webhook.toString(), message)) {
            String said = answer.peekBody(MAX_RESPONSE_BYTES).string();
            if (!HttpErrors.isSuccess(answer.code()) || !said.strip().equals("ok")) {
              throw SlackErrors.failure(answer.code(), said, retryAfter(answer));
            }
            return new Receipt("ok");
          }
        });
  }

  @FunctionalInterface
  private interface Call {
    Receipt answered() throws DeliveryException, IOException, SlackApiException;
  }

  private static Receipt understood(Call call) throws DeliveryException {
    try {
      return call.answered();
    } catch (SlackApiException e) {
      // Without the cause, which quotes the whole response.
      String code = e.getError() == null ? "" : String.valueOf(e.getError().getError());
      throw SlackErrors.failure(e.getResponse().code(), code, retryAfter(e.getResponse()));
    } catch (InterruptedIOException e) {
      throw DeliveryException.retryable("Slack: no response in time; it may have arrived", null);
    } catch (EmptyResponseException | JsonParseException e) {
      // Without the cause, which may quote the response.
      throw DeliveryException.retryable("Slack: the response is not one of Slack's", null);
    } catch (IOException e) {
      // Without the cause, which may quote the address.
      throw DeliveryException.retryable("Slack: " + HttpErrors.describe(e), null);
    }
  }

  private static void check(@Nullable SlackApiTextResponse answer) throws DeliveryException {
    if (answer == null || !answer.isOk()) {
      String code = answer == null ? "" : String.valueOf(answer.getError());
      throw SlackErrors.failure(200, code, Optional.empty());
    }
  }

  private static Receipt messageId(String asked, @Nullable String answered, String ts) {
    return new SlackMessageRef(answered == null ? asked : answered, ts).receipt();
  }

  private MethodsClient methods(Secret token, Deadline deadline) throws DeliveryException {
    return Slack.getInstance(config, within(deadline)).methods(token.value());
  }

  /** Returns a client with a time limit that shares its connections with all others. */
  private com.slack.api.util.http.SlackHttpClient within(Deadline deadline)
      throws DeliveryException {
    Duration left = DeliveryException.timeLeft(deadline);
    OkHttpClient bounded =
        http.newBuilder()
            .callTimeout(left)
            .connectTimeout(left)
            .readTimeout(left)
            .writeTimeout(left)
            .build();
    var client = new com.slack.api.util.http.SlackHttpClient(bounded);
    client.setConfig(config);
    return client;
  }

  private static Optional<Duration> retryAfter(Response answer) {
    return RetryAfter.parse(answer.header("Retry-After"), Instant.now());
  }
}
