package io.rootmon.channel.slack;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.Mentions;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.secret.Secrets;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.net.URI;
import java.util.Optional;

/** The settings of a Slack channel: a bot or an incoming webhook. */
public sealed interface SlackSettings {
  /** The pattern of a channel id. */
  String CHANNEL_ID = "[CDG][A-Z0-9]{2,30}";

  /** Returns the name of the channel. */
  String name();

  /** Returns the users and groups to mention, in Slack's notation. */
  Mentions mentions();

  /** Returns the secret that authorizes rootmon. */
  SecretSource secret();

  /**
   * A bot that is a member of the channel and has the scope {@code chat:write}.
   *
   * @param secret the bot token
   * @param channel the channel's id, which does not change when the channel is renamed
   * @param buttons whether users can respond with buttons
   * @param details whether the commands and the event are posted in the thread of an alert
   */
  record Bot(
      String name,
      SecretSource secret,
      String channel,
      boolean buttons,
      boolean details,
      Mentions mentions)
      implements SlackSettings {
    /** Creates a bot without buttons, details and mentions. */
    public Bot(String name, SecretSource secret, String channel) {
      this(name, secret, channel, false);
    }

    /** Creates a bot without details and mentions. */
    public Bot(String name, SecretSource secret, String channel, boolean buttons) {
      this(name, secret, channel, buttons, false, Mentions.NONE);
    }

    public Bot {
      checkName(name);
      if (!channel.matches(CHANNEL_ID)) {
        throw new IllegalArgumentException(
            "channel: must be a channel's id such as C0123456789 but is '" + channel + "'");
      }
    }
  }

  /**
   * An incoming webhook, whose address determines the channel.
   *
   * @param secret its address
   */
  record IncomingWebhook(String name, SecretSource secret, Mentions mentions)
      implements SlackSettings {
    /** Creates a webhook without mentions. */
    public IncomingWebhook(String name, SecretSource secret) {
      this(name, secret, Mentions.NONE);
    }

    public IncomingWebhook {
      checkName(name);
    }
  }

  /** Reads the settings of a channel. */
  static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "token", "channel", "api", "webhook", "mentions");
    boolean isBot = settings.requireOneOf("token channel|api", "webhook") == 0;
    Optional<SecretReference> token = settings.optional("token", ValueType.SECRET);
    Optional<SecretReference> webhook = settings.optional("webhook", ValueType.SECRET);
    Optional<String> channel =
        settings.optional(
            "channel",
            ValueType.text("a channel's id such as C0123456789", CHANNEL_ID, "C0123456789"));
    URI api =
        settings
            .optional(
                "api",
                ValueType.text(
                    "an https address that ends in a slash",
                    "https?://[^?#]+/",
                    "https://slack.com/api/"))
            .map(it -> EndpointUrl.parse("api", it))
            .orElse(SlackChannel.API);
    Mentions mentions =
        Mentions.read(
            settings,
            ValueType.text(
                    "@here, @channel, or the id of a user group or a user such as S0123456789 or"
                        + " U0123456789",
                    "@?(here|channel|everyone)|[SUW][A-Z0-9]{2,30}|<@[UW][A-Z0-9]{2,30}>"
                        + "|<!(here|channel|everyone|subteam\\^S[A-Z0-9]{2,30})>",
                    "@here")
                .map(SlackSettings::mention));
    return context -> {
      Secrets secrets = context.secrets();
      SlackSettings own =
          isBot
              ? new Bot(
                  name,
                  secrets.find(token.orElseThrow()),
                  channel.orElseThrow(),
                  context.buttons(),
                  true,
                  mentions)
              : new IncomingWebhook(name, secrets.find(webhook.orElseThrow()), mentions);
      return new SlackChannel(own, context.templates(), api, context.proxy());
    };
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
        "mentions: must be @here, @channel, or the id of a user group or a user such as"
            + " S0123456789 or U0123456789 but is '"
            + name
            + "'");
  }

  private static void checkName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
  }
}
