package io.rootmon.channel.webhook;

import io.rootmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who sent it, and when: HMAC-SHA256 over the timestamp, a full stop and the body. */
record WebhookSignature(String timestamp, String value) {
  private static final String ALGORITHM = "HmacSHA256";

  static WebhookSignature of(String body, Instant time, Secret key) {
    String timestamp = Long.toString(time.getEpochSecond());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return new WebhookSignature(timestamp, "v1=" + HexFormat.of().formatHex(mac.doFinal()));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e); // every Java platform has it, and takes any key
    }
  }
}
