package io.rootmon.channel.slack;

import io.rootmon.channel.ChannelContext;
import io.rootmon.secret.SecretSource;
import io.rootmon.secret.Secrets;
import io.rootmon.settings.Settings;

/** What the Slack channel is told: one of two ways in. */
public sealed interface SlackSettings {
  String name();

  /** What Slack knows rootmon by. */
  SecretSource secret();

  /**
   * A bot that was invited to a channel and may {@code chat:write}.
   *
   * @param secret the bot token
   * @param channel the channel's id, which stays when its name changes
   * @param buttons whether people may respond by buttons
   * @param details whether the commands and the event are posted in the thread of an alert
   */
  record Bot(
      String name, SecretSource secret, String channel, boolean buttons, boolean details)
      implements SlackSettings {
    /** Without details. */
    public Bot(String name, SecretSource secret, String channel, boolean buttons) {
      this(name, secret, channel, buttons, false);
    }

    /** Without buttons. */
    public Bot(String name, SecretSource secret, String channel) {
      this(name, secret, channel, false);
    }

    public Bot {
      checkName(name);
      if (!channel.matches("[CDG][A-Z0-9]{2,30}")) {
        throw new IllegalArgumentException(
            "channel: expected a channel's id such as C0123456789 but was '" + channel + "'");
      }
    }
  }

  /**
   * An incoming webhook, which knows its channel.
   *
   * @param secret its address
   */
  record IncomingWebhook(String name, SecretSource secret) implements SlackSettings {
    public IncomingWebhook {
      checkName(name);
    }
  }

  /** With a token the one, else the other. */
  static SlackSettings of(String name, Settings settings, ChannelContext around) {
    Secrets secrets = around.secrets();
    if (settings.keys().contains("token")) {
      SecretSource token = secrets.find(settings.secret("token"));
      return new Bot(name, token, settings.text("channel"), around.buttons(), true);
    }
    return new IncomingWebhook(name, secrets.find(settings.secret("webhook")));
  }

  private static void checkName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
  }
}
