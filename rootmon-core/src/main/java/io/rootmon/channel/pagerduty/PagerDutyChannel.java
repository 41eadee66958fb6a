package io.rootmon.channel.pagerduty;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.channel.pagerduty.PagerDutyEvent.Action;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.time.Deadline;
import java.util.Map;
import java.util.Optional;

/**
 * Opens, acknowledges and resolves incidents in PagerDuty: an alert triggers, a response
 * acknowledges, and the report of a closed incident resolves.
 */
public final class PagerDutyChannel implements Channel {
  private final PagerDutySettings settings;
  private final Templates templates;
  private final ProxySettings proxy;

  /** Creates the channel. No call is made yet. */
  public PagerDutyChannel(PagerDutySettings settings) {
    this(settings, Templates.builtIn(), ProxySettings.DIRECT);
  }

  /** Creates a channel with the user's templates and a proxy. */
  public PagerDutyChannel(PagerDutySettings settings, Templates templates, ProxySettings proxy) {
    this.settings = settings;
    this.templates = templates;
    this.proxy = proxy;
  }

  /** Returns the event about an alert, without an integration key. */
  public static String preview(Alert alert, Templates templates) {
    return PagerDutyEvent.of(alert, Action.TRIGGER, new Secret("hidden"), templates);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    boolean resolves = alert.isClosed() && alert.incident().isPresent();
    if (alert.isReport() && !resolves) {
      return new Receipt("not sent: a report must not page anyone");
    }
    return send(alert, resolves ? Action.RESOLVE : Action.TRIGGER, deadline);
  }

  @Override
  public Optional<Acknowledgement> acknowledgement() {
    return Optional.of((alert, deadline) -> send(alert, Action.of(alert), deadline));
  }

  private Receipt send(Alert alert, Action action, Deadline deadline) throws DeliveryException {
    return SecretRefreshingCall.send(settings.key(), key -> post(alert, action, key, deadline));
  }

  private Receipt post(Alert alert, Action action, Secret key, Deadline deadline)
      throws DeliveryException {
    HttpPost post =
        new HttpPost(
            settings.address(),
            Map.of("Content-Type", "application/json", "User-Agent", "rootmon"),
            PagerDutyEvent.of(alert, action, key, templates),
            proxy);
    try {
      return post.send(deadline);
    } catch (DeliveryException e) {
      if (e.isRetryable()) {
        throw e;
      }
      // The event is well-formed, so only the key can be wrong.
      throw DeliveryException.secretNotAccepted(
          "PagerDuty: " + e.getMessage() + "; check the integration key and the service region");
    }
  }
}
