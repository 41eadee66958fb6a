package io.rootmon.channel.teams;

import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.Mentions;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;

/**
 * The settings of a Teams channel.
 *
 * @param webhook the address of a Workflows webhook, a secret since it authorizes the caller
 * @param mentions users by their user principal names or object ids
 */
public record TeamsSettings(String name, SecretSource webhook, Mentions mentions) {
  public TeamsSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
  }

  static TeamsSettings of(String name, Settings settings, ChannelContext around) {
    return new TeamsSettings(
        name,
        around.secrets().find(settings.secret("webhook")),
        Mentions.of(settings, TeamsSettings::user));
  }

  /** Groups and channels cannot be mentioned through a webhook. */
  static String user(String name) {
    if (!name.matches(
        "[^\\s@<>\"]{1,113}@[^\\s@<>\"]{1,140}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw new IllegalArgumentException(
          "mentions: expected a user principal name such as ana@example.com, or an object id of"
              + " Microsoft Entra, but was '"
              + name
              + "'");
    }
    return name;
  }
}
