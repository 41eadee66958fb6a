package io.rootmon.channel.teams;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.channel.internal.HttpErrors;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.HttpPost.Response;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.internal.channel.teams.TeamsMessage;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Posts an Adaptive Card to a channel or chat of Microsoft Teams. */
public final class TeamsChannel implements Channel {
  /**
   * <a
   * href="https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook">
   * Four requests a second</a> for a webhook; a workflow may be slower.
   */
  private static final RateLimit PACE = new RateLimit(Duration.ofMillis(500), 4);

  /** An incoming webhook reports a failure of Teams with status 200. */
  private static final String FAILURE = "Webhook message delivery failed";

  private static final Map<Integer, String> REMEDIES =
      Map.of(
          400, "check that the workflow is turned on and posts the card that it receives",
          401, "copy the webhook's address again",
          403, "copy the webhook's address again, and check the owner of the workflow",
          404, "the workflow was deleted: recreate it",
          413, "shorten the template teams/card.json.ftl");

  private final TeamsSettings settings;
  private final Templates templates;
  private final ProxySettings proxy;

  /** Creates the channel. No call is made yet. */
  public TeamsChannel(TeamsSettings settings, Templates templates, ProxySettings proxy) {
    this.settings = settings;
    this.templates = templates;
    this.proxy = proxy;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public RateLimit rateLimit() {
    return PACE;
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    String body = TeamsMessage.of(alert, templates, settings.mentions().in(alert)).json();
    return SecretRefreshingCall.send(
        settings.webhook(), address -> post(EndpointUrl.of(address), body, deadline));
  }

  private Receipt post(URI address, String body, Deadline deadline) throws DeliveryException {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json; charset=UTF-8", "User-Agent", "rootmon");
    Response response = new HttpPost(address, headers, body, proxy).exchange(deadline);
    if (!response.isSuccess()) {
      String remedy = REMEDIES.get(response.status());
      throw HttpErrors.failure(
          response.status(),
          response.retryAfter(),
          "Teams: HTTP " + response.status() + (remedy == null ? "" : "; " + remedy));
    }
    if (response.body().startsWith(FAILURE)) {
      throw DeliveryException.retryable("Teams: the webhook could not deliver the message", null);
    }
    return new Receipt("HTTP " + response.status());
  }
}
