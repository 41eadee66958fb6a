package io.rootmon.channel.slack;

import com.slack.api.webhook.Payload;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Posts to a Slack channel. A bot supports threads; an incoming webhook does not return the
 * message's id.
 */
public final class SlackChannel implements Channel {
  static final URI API = URI.create("https://slack.com/api/");

  /**
   * <a href="https://docs.slack.dev/apis/web-api/rate-limits">One message a second</a> in a
   * channel, with short bursts.
   */
  private static final RateLimit PACE = new RateLimit(Duration.ofSeconds(1), 5);

  private final SlackSettings settings;
  private final Templates templates;
  private final SlackHttpClient connection;
  private final Optional<SlackWebApi> bot;

  /** Creates the channel. No call is made yet. */
  public SlackChannel(SlackSettings settings, Templates templates) {
    this(settings, templates, API);
  }

  /**
   * Creates a channel with another base address of the Web API, such as a proxy's. It ends in a
   * slash.
   */
  public SlackChannel(SlackSettings settings, Templates templates, URI api) {
    this(settings, templates, api, ProxySettings.DIRECT);
  }

  /** Creates a channel that connects through a proxy. */
  public SlackChannel(SlackSettings settings, Templates templates, URI api, ProxySettings proxy) {
    EndpointUrl.check("api", api);
    this.settings = settings;
    this.templates = templates;
    this.connection = new SlackHttpClient(api, proxy);
    this.bot =
        settings instanceof SlackSettings.Bot its
            ? Optional.of(new SlackWebApi(its, templates, connection))
            : Optional.empty();
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
    return bot.isPresent() ? bot.get().send(alert, deadline) : sendToWebhook(alert, deadline);
  }

  @Override
  public Optional<ThreadedMessaging> threads() {
    return bot.map(it -> it);
  }

  /** Returns empty for a webhook: a check would post a message. */
  @Override
  public Optional<HealthCheck> healthCheck() {
    return bot.map(it -> it::problem);
  }

  private Receipt sendToWebhook(Alert alert, Deadline deadline) throws DeliveryException {
    SlackMessage message =
        SlackMessage.of(alert, templates).withMentions(settings.mentions().in(alert));
    Payload payload =
        Payload.builder()
            .text(message.text())
            .blocks(message.blocks())
            .unfurlLinks(false)
            .unfurlMedia(false)
            .build();
    return SecretRefreshingCall.send(
        settings.secret(), address -> connection.post(payload, EndpointUrl.of(address), deadline));
  }
}
