package io.rootmon.channel.webhook;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.channel.webhook.WebhookSettings.Body;
import io.rootmon.internal.Digests;
import io.rootmon.internal.channel.OcsfJson;
import io.rootmon.internal.text.Truncation;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Posts JSON to a webhook: a CloudEvent, an OCSF finding or the output of a template, signed if
 * there is a key.
 */
public final class WebhookChannel implements Channel {
  private static final String JSON = "application/json; charset=UTF-8";

  /** Far below the limits of the services for which there are built-in templates. */
  private static final int MAX_BODY_BYTES = 30_000;

  private final WebhookSettings settings;
  private final InstantSource clock;
  private final Templates templates;
  private final ProxySettings proxy;

  /** Creates the channel. No call is made yet. */
  public WebhookChannel(WebhookSettings settings) {
    this(settings, InstantSource.system());
  }

  /**
   * Creates a channel for CloudEvents or OCSF. The clock provides the timestamp of the signature.
   */
  public WebhookChannel(WebhookSettings settings, InstantSource clock) {
    this(settings, clock, Templates.builtIn(), ProxySettings.DIRECT);
  }

  /** Creates a channel. The templates render the body if the settings name a template. */
  public WebhookChannel(
      WebhookSettings settings, InstantSource clock, Templates templates, ProxySettings proxy) {
    this.settings = settings;
    this.clock = clock;
    this.templates = templates;
    this.proxy = proxy;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    String body = body(alert);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", isCloudEvent() ? CloudEvent.CONTENT_TYPE : JSON);
    headers.put("User-Agent", "rootmon");
    headers.putAll(settings.headers());
    return SecretRefreshingCall.send(
        settings.address(),
        address ->
            withSecrets(
                List.copyOf(settings.secretHeaders().entrySet()),
                headers,
                complete -> signed(body, EndpointUrl.of(address), complete, deadline)));
  }

  /** A complete request except for its signature. */
  @FunctionalInterface
  private interface Request {
    Receipt send(Map<String, String> headers) throws DeliveryException;
  }

  private Receipt withSecrets(
      List<Map.Entry<String, SecretSource>> rest, Map<String, String> headers, Request request)
      throws DeliveryException {
    if (rest.isEmpty()) {
      return request.send(headers);
    }
    String header = rest.get(0).getKey();
    return SecretRefreshingCall.send(
        rest.get(0).getValue(),
        value -> {
          Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          more.putAll(headers);
          String prefix = settings.prefixes().get(header);
          more.put(header, prefix == null ? value.value() : prefix + " " + value.value());
          return withSecrets(rest.subList(1, rest.size()), more, request);
        });
  }

  private Receipt signed(String body, URI address, Map<String, String> headers, Deadline deadline)
      throws DeliveryException {
    if (settings.key().isEmpty()) {
      return new HttpPost(address, headers, body, proxy).send(deadline);
    }
    return SecretRefreshingCall.send(
        settings.key().get(),
        key -> {
          WebhookSignature signature = WebhookSignature.of(body, clock.instant(), key);
          Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          all.putAll(headers);
          all.put("Rootmon-Timestamp", signature.timestamp());
          all.put("Rootmon-Signature", signature.value());
          return new HttpPost(address, all, body, proxy).send(deadline);
        });
  }

  private boolean isCloudEvent() {
    return settings.body() instanceof Body.CloudEvents;
  }

  private String body(Alert alert) {
    if (settings.body() instanceof Body.Template own) {
      RenderedParts parts =
          templates.render(
              List.of(own.template()),
              alert,
              it -> Truncation.fits(it.text(own.template()), MAX_BODY_BYTES));
      return parts.text(own.template());
    }
    return isCloudEvent() ? CloudEvent.of(alert) : OcsfJson.of(alert);
  }

  /**
   * The signature of a request: HMAC-SHA256 over the timestamp, a full stop and the body. It
   * authenticates the sender and the time.
   */
  record WebhookSignature(String timestamp, String value) {
    static WebhookSignature of(String body, Instant time, Secret key) {
      String timestamp = Long.toString(time.getEpochSecond());
      byte[] signed = (timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return new WebhookSignature(timestamp, "v1=" + Digests.hmacSha256Hex(key.value(), signed));
    }
  }
}
