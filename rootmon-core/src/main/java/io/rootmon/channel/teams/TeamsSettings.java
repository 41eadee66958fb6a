package io.rootmon.channel.teams;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.Mentions;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;

/**
 * The settings of a Teams channel.
 *
 * @param webhook the address of a Workflows webhook, a secret since it authorizes the caller
 * @param mentions users by their user principal names or object ids
 */
public record TeamsSettings(String name, SecretSource webhook, Mentions mentions) {
  private static final String USER =
      "[^\\s@<>\"]{1,113}@[^\\s@<>\"]{1,140}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  public TeamsSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
  }

  /** Reads the settings of a channel. A webhook cannot mention groups and channels. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "webhook", "mentions");
    SecretReference webhook = settings.required("webhook", ValueType.SECRET);
    Mentions mentions =
        Mentions.read(
            settings,
            ValueType.text(
                "a user principal name such as ana@example.com, or an object id of Microsoft Entra",
                USER,
                "ana@example.com"));
    return context ->
        new TeamsChannel(
            new TeamsSettings(name, context.secrets().find(webhook), mentions),
            context.templates(),
            context.proxy());
  }
}
