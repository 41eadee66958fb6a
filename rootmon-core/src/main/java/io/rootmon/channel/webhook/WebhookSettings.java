package io.rootmon.channel.webhook;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;

/**
 * What the webhook channel is told.
 *
 * @param address where to post, a secret too: such addresses often carry a token
 * @param key what the signature is made with
 */
public record WebhookSettings(String name, SecretSource address, SecretSource key) {
  public WebhookSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "address", "key");
    SecretReference address = settings.required("address", ValueType.SECRET);
    SecretReference key = settings.required("key", ValueType.SECRET);
    return context ->
        new WebhookChannel(
            new WebhookSettings(name, context.secrets().find(address), context.secrets().find(key)),
            context.clock());
  }
}
