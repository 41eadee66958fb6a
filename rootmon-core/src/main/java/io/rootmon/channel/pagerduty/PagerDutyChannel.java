package io.rootmon.channel.pagerduty;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.secret.Secret;
import io.rootmon.time.Deadline;
import java.util.Map;

/** Triggers an alert in PagerDuty; the same event sent again is the same alert there. */
public final class PagerDutyChannel implements Channel {
  private final PagerDutySettings settings;
  private final ProxySettings proxy;

  public PagerDutyChannel(PagerDutySettings settings) {
    this(settings, ProxySettings.DIRECT);
  }

  /** Through a proxy. */
  public PagerDutyChannel(PagerDutySettings settings, ProxySettings proxy) {
    this.settings = settings;
    this.proxy = proxy;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    if (alert.isReport()) {
      return new Receipt("not sent: a report is no page");
    }
    return SecretRefreshingCall.send(settings.key(), key -> post(alert, key, deadline));
  }

  private Receipt post(Alert alert, Secret key, Deadline deadline) throws DeliveryException {
    HttpPost post =
        new HttpPost(
            settings.address(),
            Map.of("Content-Type", "application/json", "User-Agent", "rootmon"),
            PagerDutyEvent.of(alert, key),
            proxy);
    try {
      return post.send(deadline);
    } catch (DeliveryException e) {
      if (e.isRetryable()) {
        throw e;
      }
      // The event is well-formed: of all that is in it, only the key may be a wrong one.
      throw DeliveryException.secretNotAccepted(
          "PagerDuty: " + e.getMessage() + "; check the integration key and the service region");
    }
  }
}
