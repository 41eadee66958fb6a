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
        record.text("eventID").orElseGet(() -> digest(raw)),
        time,
        name,
        record.text("eventSource").orElse(""),
        record.text("eventType"),
        record.text("awsRegion").or(envelope::region),
        UserIdentity.of(json.unfolded(record.under("userIdentity"))),
        record.text("recipientAccountId").flatMap(AccountId::find),
        record.text("sourceIPAddress"),
        record.text("userAgent"),
        record.text("errorCode"),
        record.text("errorMessage"),
        record.under("readOnly").flag(""),
        json.unfolded(record.under("requestParameters")),
        json.unfolded(record.under("responseElements")),
        additionalData(record),
        record.text("sharedEventID"),
        record.text("addendum.originalEventID"),
        envelope,
        raw);
  }

  /** What a service event reports stands in a field of its own. */
  private Fields additionalData(JsonObject record) {
    Fields additional = json.unfolded(record.under("additionalEventData"));
    Fields details = json.unfolded(record.under("serviceEventDetails"));
    if (details.isEmpty()) {
      return additional;
    }
    Map<String, String> all = new LinkedHashMap<>(additional.values());
    details.values().forEach(all::putIfAbsent);
    return new Fields(all);
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

  /** Stable, so that a record without an id is still known again when it comes twice. */
  static String digest(String raw) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
      return CloudTrailEvent.DIGEST_ID + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
