package io.rootmon.iac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Records as EventBridge carries them: in the envelope of <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html">AWS service
 * events via CloudTrail</a>.
 */
final class EventBridgeEvents {
  private static final JsonMapper JSON = new JsonMapper();

  private EventBridgeEvents() {}

  /** A case file; where it has no envelope, it is given the one that EventBridge would write. */
  static JsonNode of(Path file) {
    try {
      JsonNode json = JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      return json.has("detail-type") ? json : around(json);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  static JsonNode around(JsonNode detail) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", "0c1d2e3f-0000-4000-8000-00000000e0e0");
    event.put("detail-type", detailType(detail));
    event.put("source", "aws." + detail.path("eventSource").asText().replaceFirst("\\..*", ""));
    event.put("account", detail.path("recipientAccountId").asText("111122223333"));
    event.put("time", detail.path("eventTime").asText());
    event.put("region", detail.path("awsRegion").asText());
    event.putArray("resources");
    event.set("detail", detail);
    return event;
  }

  private static String detailType(JsonNode detail) {
    boolean signIn = detail.path("eventSource").asText().startsWith("signin.");
    return switch (detail.path("eventType").asText()) {
      case "AwsConsoleSignIn" -> "AWS Console Sign In via CloudTrail";
      case "AwsConsoleAction" -> "AWS Console Action via CloudTrail";
      case "AwsServiceEvent" -> "AWS Service Event via CloudTrail";
      case "AwsApiCall" -> "AWS API Call via CloudTrail";
      // Records of the early years have no type.
      default -> signIn ? "AWS Console Sign In via CloudTrail" : "AWS API Call via CloudTrail";
    };
  }
}
