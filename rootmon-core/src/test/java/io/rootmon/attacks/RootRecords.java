package io.rootmon.attacks;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Finding;
import io.rootmon.judge.rules.StandardRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Synthetic records of root, as attacks make them. */
record RootRecords(String address, String agent, String invokedBy) {
  static final Instant BEGIN = Instant.parse("2026-05-11T03:00:00Z");

  /** From a network that the account has not seen. */
  static RootRecords person() {
    return new RootRecords("203.0.113.77", "curl/8.5.0", "");
  }

  /** Done by a service with root's identity. */
  static RootRecords through(String principal) {
    return new RootRecords(principal, principal, principal);
  }

  /**
   * A judged record.
   *
   * @param more further members as JSON, each with a comma before it
   */
  Finding judged(String source, String name, Instant time, String more) {
    return StandardRules.policy()
        .judge(new Detector().detect(event(source, name, time, more)).orElseThrow());
  }

  CloudTrailEvent event(String source, String name, Instant time, String more) {
    String json = json(source, name, time, more);
    try {
      return new CloudTrailReader().events(json).get(0);
    } catch (MalformedEventException e) {
      throw new IllegalStateException(json, e);
    }
  }

  String json(String source, String name, Instant time, String more) {
    String id =
        UUID.nameUUIDFromBytes(
                (source + name + time + address + more).getBytes(StandardCharsets.UTF_8))
            .toString();
    String by = invokedBy.isEmpty() ? "" : ",\"invokedBy\":\"" + invokedBy + "\"";
    return """
    {"eventVersion":"1.11","userIdentity":{"type":"Root","principalId":"111122223333",\
    "arn":"arn:aws:iam::111122223333:root","accountId":"111122223333"%s},\
    "eventTime":"%s","eventSource":"%s","eventName":"%s","awsRegion":"us-east-1",\
    "sourceIPAddress":"%s","userAgent":"%s","eventID":"%s","eventType":"AwsApiCall",\
    "recipientAccountId":"111122223333"%s}\
    """
        .formatted(by, time, source, name, address, agent, id, more);
  }
}
