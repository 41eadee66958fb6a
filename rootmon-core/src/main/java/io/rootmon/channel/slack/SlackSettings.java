package io.rootmon.channel.slack;

import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.Mentions;
import io.rootmon.secret.SecretSource;
import io.rootmon.secret.Secrets;
import io.rootmon.settings.Settings;

/** What the Slack channel is told: one of two ways in. */
public sealed interface SlackSettings {
  String name();

  /** Who is mentioned, in Slack's notation. */
  Mentions mentions();

  /** What Slack knows rootmon by. */
  SecretSource secret();

  /**
   * A bot that was invited to a channel and may {@code chat:write}.
   *
   * @param secret the bot token
   * @param channel the channel's id, which stays when its name changes
   * @param buttons whether people may respond by buttons
   */
  record Bot(String name, SecretSource secret, String channel, boolean buttons, Mentions mentions)
      implements SlackSettings {
    /** Without buttons and mentions. */
    public Bot(String name, SecretSource secret, String channel) {
      this(name, secret, channel, false);
    }

    /** Without mentions. */
    public Bot(String name, SecretSource secret, String channel, boolean buttons) {
      this(name, secret, channel, buttons, Mentions.NONE);
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
  record IncomingWebhook(String name, SecretSource secret, Mentions mentions)
      implements SlackSettings {
    /** Without mentions. */
    public IncomingWebhook(String name, SecretSource secret) {
      this(name, secret, Mentions.NONE);
    }

    public IncomingWebhook {
      checkName(name);
    }
  }

  /** With a token the one, else the other. */
  static SlackSettings of(String name, Settings settings, ChannelContext around) {
    Secrets secrets = around.secrets();
    Mentions mentions = Mentions.of(settings, SlackSettings::mention);
    if (settings.keys().contains("token")) {
      SecretSource token = secrets.find(settings.secret("token"));
      return new Bot(name, token, settings.text("channel"), around.buttons(), mentions);
    }
    return new IncomingWebhook(name, secrets.find(settings.secret("webhook")), mentions);
  }

  /**
   * Converts a user's notation to <a
   * href="https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups">Slack's</a>.
   */
  static String mention(String name) {
    if (name.matches("@?(here|channel|everyone)")) {
      return "<!" + name.replace("@", "") + ">";
    } else if (name.matches("S[A-Z0-9]{2,30}")) {
      return "<!subteam^" + name + ">";
    } else if (name.matches("[UW][A-Z0-9]{2,30}")) {
      return "<@" + name + ">";
    } else if (name.matches(
        "<!(here|channel|everyone|subteam\\^S[A-Z0-9]{2,30})>|<@[UW][A-Z0-9]{2,30}>")) {
      return name;
    }
    throw new IllegalArgumentException(
        "mentions: expected @here, @channel, or the id of a user group or a user such as"
            + " S0123456789 or U0123456789 but was '"
            + name
            + "'");
  }

  private static void checkName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
  }
}
