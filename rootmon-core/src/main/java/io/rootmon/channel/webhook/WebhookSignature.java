package io.rootmon.channel.webhook;

import io.rootmon.internal.Digests;
import io.rootmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The signature of a request: HMAC-SHA256 over the timestamp, a full stop and the body. It
 * authenticates the sender and the time.
 */
record WebhookSignature(String timestamp, String value) {
  static WebhookSignature of(String body, Instant time, Secret key) {
    String timestamp = Long.toString(time.getEpochSecond());
    byte[] signed = (timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return new WebhookSignature(timestamp, "v1=" + Digests.hmacSha256Hex(key.value(), signed));
  }
}
