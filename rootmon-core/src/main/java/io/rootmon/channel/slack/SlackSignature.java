package io.rootmon.channel.slack;

import io.rootmon.internal.Digests;
import io.rootmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack signs its
 * requests</a>: HMAC-SHA256 over {@code v0:timestamp:body}. Slack's own library compares in a time
 * that tells how much is right, takes timestamps of the future, and makes a text of the body's
 * bytes.
 */
public final class SlackSignature {
  static final String TIMESTAMP = "x-slack-request-timestamp";
  static final String SIGNATURE = "x-slack-signature";

  /** As Slack advises: what is older may be somebody's copy. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private SlackSignature() {}

  /** Whether the timestamp is one, and of these minutes. */
  static boolean isFresh(String timestamp, Instant now) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(signed, now).abs().compareTo(FRESH) <= 0;
  }

  /** Whether it is the signature, found out in a time that does not depend on how much of it is. */
  static boolean isGenuine(String signature, String timestamp, byte[] body, Secret secret) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8),
        sign(timestamp, body, secret).getBytes(StandardCharsets.UTF_8));
  }

  /** The headers that Slack gives to a body, by their names in small letters. */
  public static Map<String, String> headers(byte[] body, Secret secret, Instant time) {
    String timestamp = Long.toString(time.getEpochSecond());
    return Map.of(TIMESTAMP, timestamp, SIGNATURE, sign(timestamp, body, secret));
  }

  static String sign(String timestamp, byte[] body, Secret secret) {
    byte[] start = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
    return "v0=" + Digests.hmacSha256Hex(secret.value(), start, body);
  }
}
