package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ObjectReader.S3Object;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes messages that name an object in S3: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3's
 * event notifications</a>, S3's events on EventBridge, and <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html">CloudTrail's
 * own notifications</a>.
 */
final class ObjectPointers {
  private static final int MAX_KEYS = 1_000;

  private ObjectPointers() {}

  /** Whether a record is one of S3's notifications, which look like CloudTrail's records. */
  static boolean isNotification(JsonObject fields) {
    return fields.has("s3")
        && fields.text("eventSource").filter("aws:s3"::equalsIgnoreCase).isPresent()
        && fields.text("userIdentity.type").isEmpty();
  }

  static RecordClassifier.Form ofNotification(JsonObject fields, String raw)
      throws MalformedEventException {
    String event = fields.text("eventName").orElse("");
    if (event.startsWith("ObjectRemoved") || event.startsWith("s3:ObjectRemoved")) {
      return new RecordClassifier.IgnoredRecord(SkipReason.OBJECT_REMOVED);
    }
    String bucket = required(fields, "s3.bucket.name", raw);
    return pointed(bucket, List.of(decoded(required(fields, "s3.object.key", raw))));
  }

  static boolean isTestEvent(JsonObject fields) {
    return fields.text("Event").filter("s3:TestEvent"::equals).isPresent();
  }

  /** The message of a trail's topic; empty if it is another thing. */
  static Optional<RecordClassifier.Form> ofTrail(JsonObject fields, String raw)
      throws MalformedEventException {
    if (!fields.has("s3Bucket") || !fields.has("s3ObjectKey")) {
      return Optional.empty();
    }
    List<String> keys = new ArrayList<>();
    fields.under("s3ObjectKey").values().values().stream()
        .filter(it -> !it.isBlank())
        .forEach(keys::add);
    if (keys.isEmpty() || keys.size() >= MAX_KEYS) {
      throw new MalformedEventException(
          "s3ObjectKey",
          "expected 1 to " + (MAX_KEYS - 1) + " keys of objects but found " + keys.size(),
          raw);
    }
    return Optional.of(pointed(required(fields, "s3Bucket", raw), keys));
  }

  /** An event of S3 on EventBridge; empty if it is another thing. */
  static Optional<RecordClassifier.Form> ofEvent(JsonObject fields, JsonObject detail, String raw)
      throws MalformedEventException {
    boolean isOfS3 = fields.text("source").filter("aws.s3"::equals).isPresent();
    String type = fields.text("detail-type").orElse("");
    if (!isOfS3 || !detail.has("bucket") || !detail.has("object")) {
      return Optional.empty();
    } else if (!type.equals("Object Created")) {
      return Optional.of(
          new RecordClassifier.IgnoredRecord(
              type.equals("Object Deleted") ? SkipReason.OBJECT_REMOVED : SkipReason.OTHER_EVENT));
    }
    // Unlike in a notification, the key is not encoded there.
    return Optional.of(
        pointed(
            required(detail, "bucket.name", raw), List.of(required(detail, "object.key", raw))));
  }

  private static RecordClassifier.Form pointed(String bucket, List<String> keys) {
    return new RecordClassifier.Pointed(keys.stream().map(it -> new S3Object(bucket, it)).toList());
  }

  private static String required(JsonObject fields, String path, String raw)
      throws MalformedEventException {
    return fields
        .text(path)
        .orElseThrow(
            () ->
                new MalformedEventException(
                    path,
                    "expected the name of an object in S3, as S3 notifications have it, but it is"
                        + " missing",
                    raw));
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }
}
