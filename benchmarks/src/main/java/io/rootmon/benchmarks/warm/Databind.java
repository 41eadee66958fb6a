package io.rootmon.benchmarks.warm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The baseline of reading: Jackson's tree, and the fields that rootmon reads. */
final class Databind {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Databind() {}

  /** The fields of a record that rootmon's event has; the others are derived from them. */
  record Picked(
      String id,
      Instant time,
      String name,
      String source,
      String type,
      String region,
      String identityType,
      String arn,
      String accountId,
      String accessKeyId,
      String userName,
      String principalId,
      String invokedBy,
      boolean assumedRoot,
      boolean mfaAuthenticated,
      String recipientAccount,
      String sourceAddress,
      String userAgent,
      String errorCode,
      String errorMessage,
      boolean readOnly,
      JsonNode requestParameters,
      JsonNode responseElements,
      JsonNode additionalData) {}

  static Picked event(String json) throws IOException {
    JsonNode tree = MAPPER.readTree(json);
    return picked(tree.has("detail") ? tree.path("detail") : tree);
  }

  /** Selects the records of an archive's file that involve root, by the rule of the prefilter. */
  static List<Picked> roots(byte[] file, Predicate<String> wanted) throws IOException {
    List<Picked> roots = new ArrayList<>();
    for (JsonNode record : MAPPER.readTree(file).path("Records")) {
      JsonNode identity = record.path("userIdentity");
      if (identity.path("type").asText().equals("Root")
          || identity.path("arn").asText().endsWith(":root")
          || wanted.test(record.path("eventName").asText())) {
        roots.add(picked(record));
      }
    }
    return roots;
  }

  private static Picked picked(JsonNode record) {
    JsonNode identity = record.path("userIdentity");
    JsonNode session = identity.path("sessionContext");
    return new Picked(
        record.path("eventID").asText(),
        Instant.parse(record.path("eventTime").asText()),
        record.path("eventName").asText(),
        record.path("eventSource").asText(),
        record.path("eventType").asText(),
        record.path("awsRegion").asText(),
        identity.path("type").asText(),
        identity.path("arn").asText(),
        identity.path("accountId").asText(),
        identity.path("accessKeyId").asText(),
        identity.path("userName").asText(),
        identity.path("principalId").asText(),
        identity.path("invokedBy").asText(),
        session.path("assumedRoot").asBoolean(),
        session.path("attributes").path("mfaAuthenticated").asBoolean(),
        record.path("recipientAccountId").asText(),
        record.path("sourceIPAddress").asText(),
        record.path("userAgent").asText(),
        record.path("errorCode").asText(),
        record.path("errorMessage").asText(),
        record.path("readOnly").asBoolean(),
        record.path("requestParameters"),
        record.path("responseElements"),
        record.path("additionalEventData"));
  }
}
