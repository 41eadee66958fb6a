package io.rootmon.channel.webhook;

import io.rootmon.time.Deadline;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.secret.Secret;
import io.rootmon.settings.Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** Posts signed JSON. */
public final class WebhookChannel implements Channel {
  private final WebhookSettings settings;
  private final InstantSource clock;

  public WebhookChannel(WebhookSettings settings) {
    this(settings, InstantSource.system());
  }

  /** The clock says what time stands in the signature. */
  public WebhookChannel(WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public static Channel of(String name, Settings settings, ChannelContext around) {
    return new WebhookChannel(
        new WebhookSettings(
            name,
            around.secrets().find(settings.secret("address")),
            around.secrets().find(settings.secret("key"))),
        around.clock());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    String body = CloudEvent.of(alert);
    return SecretRefreshingCall.send(
        settings.address(),
        address ->
            SecretRefreshingCall.send(
                settings.key(),
                key -> post(body, EndpointUrl.of(address), key).send(deadline)));
  }

  private HttpPost post(String body, URI address, Secret key) {
    WebhookSignature signature = WebhookSignature.of(body, clock.instant(), key);
    return new HttpPost(
        address,
        Map.of(
            "Content-Type",
            CloudEvent.CONTENT_TYPE,
            "User-Agent",
            "rootmon",
            "Rootmon-Timestamp",
            signature.timestamp(),
            "Rootmon-Signature",
            signature.value()),
        body);
  }
}
