package io.rootmon.internal.channel.slack;

import io.rootmon.internal.Digests;
import io.rootmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Verifies and creates <a
 * href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack's request
 * signatures</a>: HMAC-SHA256 over {@code v0:timestamp:body}. Slack's own library is not used,
 * because its comparison does not take constant time, it accepts timestamps in the future, and it
 * converts the body to a string.
 */
public final class SlackSignature {
  static final String TIMESTAMP = "x-slack-request-timestamp";
  static final String SIGNATURE = "x-slack-signature";

  /** The maximum age that Slack recommends. An older request may be a replay. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private SlackSignature() {}

  /** Returns whether the timestamp is valid and recent. */
  static boolean isFresh(String timestamp, Instant now) {
    if (!timestamp.matches("\\d{1,12}")) {
      return false;
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(signed, now).abs().compareTo(FRESH) <= 0;
  }

  /** Returns whether the signature is valid, in constant time. */
  static boolean isGenuine(String signature, String timestamp, byte[] body, Secret secret) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8),
        sign(timestamp, body, secret).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the headers that Slack adds to a body, by lower-case names. */
  public static Map<String, String> headers(byte[] body, Secret secret, Instant time) {
    String timestamp = Long.toString(time.getEpochSecond());
    return Map.of(TIMESTAMP, timestamp, SIGNATURE, sign(timestamp, body, secret));
  }

  static String sign(String timestamp, byte[] body, Secret secret) {
    byte[] start = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
    return "v0=" + Digests.hmacSha256Hex(secret.value(), start, body);
  }
}
