package io.rootmon.channel.webhook;

import io.rootmon.secret.SecretSource;

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
}
