package io.rootmon.channel.slack;

import com.google.gson.JsonParseException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.webhook.Payload;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Authenticated;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Pace;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.Surroundings;
import io.rootmon.channel.http.Endpoint;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.settings.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;

/** Posts to a Slack channel. */
public final class SlackChannel implements Channel {
  private static final URI SLACK = URI.create("https://slack.com/api/");

  /**
   * <a href="https://docs.slack.dev/apis/web-api/rate-limits">A message a second</a> in a channel,
   * short bursts aside.
   */
  private static final Pace PACE = new Pace(Duration.ofSeconds(1), 5);

  private final SlackSettings settings;
  private final Templates templates;
  private final SlackConnection connection;

  public SlackChannel(SlackSettings settings, Templates templates) {
    this(settings, templates, SLACK);
  }

  /** With another address of the Web API, ending in a slash, such as a proxy's. */
  public SlackChannel(SlackSettings settings, Templates templates, URI api) {
    Endpoint.check("api", api);
    this.settings = settings;
    this.templates = templates;
    this.connection = new SlackConnection(api);
  }

  public static Channel of(String name, Settings settings, Surroundings around) {
    return new SlackChannel(
        SlackSettings.of(name, settings, around),
        around.templates(),
        settings.optionalText("api").map(it -> Endpoint.parse("api", it)).orElse(SLACK));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public Receipt send(Alert alert, Duration timeLeft) throws DeliveryException {
    Deadline deadline = Deadline.in(timeLeft);
    SlackMessage message = message(alert);
    return Authenticated.send(settings.secret(), secret -> post(message, secret, deadline.left()));
  }

  private SlackMessage message(Alert alert) {
    SlackMessage message = SlackMessage.of(alert, templates);
    boolean buttons = settings instanceof SlackSettings.Bot bot && bot.buttons();
    return buttons ? message.withButtons(alert) : message;
  }

  private Receipt post(SlackMessage message, Secret secret, Duration left)
      throws DeliveryException {
    try {
      if (settings instanceof SlackSettings.Bot bot) {
        return connection.post(request(message, bot.channel()), secret, left);
      } else {
        return connection.post(payload(message), Endpoint.of(secret), left);
      }
    } catch (InterruptedIOException e) {
      throw DeliveryException.retryable("Slack: no answer in time; it may have arrived", null);
    } catch (IOException | JsonParseException e) {
      // Without the cause, which may quote the address or the answer.
      String problem = e.getClass().getSimpleName();
      throw DeliveryException.retryable("Slack: no answer that is understood: " + problem, null);
    }
  }

  private static ChatPostMessageRequest request(SlackMessage message, String channel) {
    return ChatPostMessageRequest.builder()
        .channel(channel)
        .text(message.text())
        .blocks(message.blocks())
        .unfurlLinks(false)
        .unfurlMedia(false)
        .build();
  }

  private static Payload payload(SlackMessage message) {
    return Payload.builder()
        .text(message.text())
        .blocks(message.blocks())
        .unfurlLinks(false)
        .unfurlMedia(false)
        .build();
  }
}
