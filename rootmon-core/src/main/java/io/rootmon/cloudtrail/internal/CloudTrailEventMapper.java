package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.internal.Digests;
import io.rootmon.internal.cloudtrail.EventTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link CloudTrailEvent} of a record's fields. */
final class CloudTrailEventMapper {
  private static final Map<String, String> EXPECTED =
      Map.of(
          "eventName", "the name of a call, such as ConsoleLogin,",
          "eventTime", "a time, such as 2026-03-14T02:00:00Z,",
          "updatedAt", "a time, such as 2026-03-14T02:00:00Z,",
          "id", "the finding's ID",
          "type", "the finding's type, such as Policy:IAMUser/RootCredentialUsage,");

  private final RecordParser json;
  private final IdentityReader identities;

  CloudTrailEventMapper(RecordParser json) {
    this.json = json;
    this.identities = new IdentityReader(json);
  }

  CloudTrailEvent event(JsonObject written, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    requireOneIdentity(written, raw);
    JsonObject record = KeyVariants.OF_RECORD.canonical(written);
    String name = required(record, "eventName", raw);
    Instant time = time(record, "eventTime", raw);
    return new CloudTrailEvent(
        record.text("eventID").orElseGet(() -> digest(json.canonical(raw).orElse(raw))),
        time,
        name,
        record.text("eventSource").orElse(""),
        record.text("eventType"),
        record.text("awsRegion").or(envelope::region),
        identities.read(record, raw),
        record.text("recipientAccountId").flatMap(AccountId::find),
        record.text("sourceIPAddress"),
        record.text("userAgent"),
        errorText(record, "errorCode"),
        errorText(record, "errorMessage"),
        record.under("readOnly").flag(""),
        json.unfolded(record.under("requestParameters")),
        json.unfolded(record.under("responseElements")),
        additionalData(record),
        record.text("sharedEventID"),
        record.text("addendum.originalEventID"),
        envelope,
        raw);
  }

  /** A word for an absent value would make a call that succeeded a failure. */
  private static Optional<String> errorText(JsonObject record, String path) {
    return record.text(path).filter(it -> !NullWords.isNull(it));
  }

  /** A service event reports its details in a separate field. */
  private EventFields additionalData(JsonObject record) {
    EventFields additional = json.unfolded(record.under("additionalEventData"));
    EventFields details = json.unfolded(record.under("serviceEventDetails"));
    if (details.isEmpty()) {
      return additional;
    }
    Map<String, String> all = new LinkedHashMap<>(additional.values());
    details.values().forEach(all::putIfAbsent);
    return new EventFields(all);
  }

  /** A record says who acted once. Two spellings, one of which is root's, contradict each other. */
  private static void requireOneIdentity(JsonObject record, String raw)
      throws MalformedEventException {
    List<String> names =
        record.names().stream()
            .filter(it -> KeyVariants.OF_RECORD.canonical(it).equals("userIdentity"))
            .toList();
    if (names.size() < 2) {
      return;
    }
    String first = names.contains("userIdentity") ? "userIdentity" : names.get(0);
    for (String name : names) {
      if (!name.equals(first) && speaksOfRoot(record.under(name))) {
        throw new MalformedEventException(
            name,
            "expected one identity but found a second one, of the root user, beside " + first,
            raw);
      }
    }
  }

  private static boolean speaksOfRoot(EventFields identity) {
    return identity.values().values().stream()
        .map(it -> it.strip().toLowerCase(Locale.ROOT))
        .anyMatch(it -> it.equals("root") || it.endsWith(":root") || it.contains("\"root\""));
  }

  static Instant time(JsonObject fields, String path, String raw) throws MalformedEventException {
    String text = required(fields, path, raw);
    return EventTime.parse(text)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    path,
                    "expected a time, such as 2026-03-14T02:00:00Z, but found "
                        + MalformedEventException.quote(text),
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
                    "expected "
                        + EXPECTED.getOrDefault(path, "a string")
                        + " but "
                        + found(fields, path, raw),
                    raw));
  }

  /** Returns the value at a path where a string was expected. */
  private static String found(JsonObject fields, String path, String raw) {
    String[] names = path.split("\\.");
    String[] inDetail = new String[names.length + 1];
    inDetail[0] = "detail";
    System.arraycopy(names, 0, inDetail, 1, names.length);
    String value =
        JsonSlices.find(raw, names)
            .filter(it -> !it.equals("null") || fields.has(path))
            .or(() -> JsonSlices.find(raw, inDetail))
            .orElse("");
    if (JsonSlices.text(value).filter(String::isBlank).isPresent()) {
      return "it is empty";
    } else if (value.equals("null")) {
      return "it is null";
    } else if (!value.isEmpty()) {
      return "found " + MalformedEventException.quote(value.replaceAll("\\s+", " "));
    }
    return fields.has(path) ? "found a list or an object" : "it is missing";
  }

  /** Stable, so that a record without an id is still known when it arrives again. */
  static String digest(String record) {
    return CloudTrailEvent.DIGEST_ID + Digests.sha256Hex(record, 16);
  }
}
