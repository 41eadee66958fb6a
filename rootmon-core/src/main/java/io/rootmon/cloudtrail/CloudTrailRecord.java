package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a {@link CloudTrailEvent} of a record's fields. */
final class CloudTrailRecord {
  private final FlatJson json;

  CloudTrailRecord(FlatJson json) {
    this.json = json;
  }

  CloudTrailEvent event(JsonObject record, Envelope envelope, String raw)
      throws MalformedEventException {
    String name = required(record, "eventName", raw);
    Instant time = time(record, "eventTime", raw);
    return new CloudTrailEvent(
        record.text("eventID").orElseGet(() -> digest(json.canonical(raw).orElse(raw))),
        time,
        name,
        record.text("eventSource").orElse(""),
        record.text("eventType"),
        record.text("awsRegion").or(envelope::region),
        identity(record.under("userIdentity")),
        record.text("recipientAccountId").flatMap(AccountId::find),
        record.text("sourceIPAddress"),
        record.text("userAgent"),
        record.text("errorCode"),
        record.text("errorMessage"),
        record.under("readOnly").flag(""),
        json.unfolded(record.under("requestParameters")),
        json.unfolded(record.under("responseElements")),
        json.unfolded(record.under("additionalEventData")),
        record.text("sharedEventID"),
        record.text("addendum.originalEventID"),
        envelope,
        raw);
  }

  /**
   * Who acted. Of two members of that name, a text with JSON and an object, the one that says root
   * counts.
   */
  private UserIdentity identity(Fields member) {
    UserIdentity identity = UserIdentity.of(json.unfolded(member));
    if (identity.isRoot() || !member.values().containsKey("")) {
      return identity;
    }
    Map<String, String> below = new LinkedHashMap<>(member.values());
    below.remove("");
    UserIdentity other = UserIdentity.of(new Fields(below));
    return other.isRoot() ? other : identity;
  }

  static Instant time(JsonObject fields, String path, String raw) throws MalformedEventException {
    String text = required(fields, path, raw);
    return EventTime.parse(text)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    path,
                    "expected an instant but was " + MalformedEventException.quote(text),
                    raw));
  }

  static String required(JsonObject fields, String path, String raw)
      throws MalformedEventException {
    return fields
        .text(path)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    path,
                    "expected a text but "
                        + (fields.has(path) ? "was another thing" : "is missing"),
                    raw));
  }

  /** Stable, so that a record without an id is still known when it arrives again. */
  private static String digest(String record) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(record.getBytes(StandardCharsets.UTF_8));
      return CloudTrailEvent.DIGEST_ID + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
