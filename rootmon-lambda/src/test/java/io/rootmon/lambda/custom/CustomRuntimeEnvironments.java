package io.rootmon.lambda.custom;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Environments of the function with endpoints on the loopback interface. */
public final class CustomRuntimeEnvironments {
  private static final String TOPIC =
      "\"topic\":{\"type\":\"sns\",\"topic\":\"arn:aws:sns:us-east-1:111122223333:root-alerts\"}";
  private static final String MAIL =
      "\"mail\":{\"type\":\"ses\",\"from\":\"rootmon@example.com\",\"to\":[\"security@example.com\"]}";
  private static final String CHAT =
      "\"chat\":{\"type\":\"slack\",\"token\":{\"env\":\"KEY\"},\"channel\":\"C0123456789\",\"api\":\"%s/slack/\"}";
  private static final String REST =
      """
      "hook":{"type":"webhook","address":{"env":"FAR_END"},"key":{"ssm":"/rootmon/key"}},
      "bell":{"type":"webhook","address":{"env":"FAR_END"},
        "key":{"secretsManager":"arn:aws:secretsmanager:us-east-1:111122223333:secret:one"}}""";
  private static final String TABLE = "table";
  private static final String STATE = ",\"state\":{\"table\":\"rootmon\"}";

  private CustomRuntimeEnvironments() {}

  /** SNS alone, nothing remembered. */
  public static String topic() {
    return "{\"channels\":{" + TOPIC + "}}";
  }

  /** SNS, SES, Slack, and a table. */
  public static String people(URI farEnd) {
    return of(List.of("sns", "ses", "slack", TABLE), farEnd);
  }

  /** Channels of these types, and a table if {@code table} is among them. */
  public static String of(List<String> parts, URI farEnd) {
    List<String> channels = new ArrayList<>();
    for (String part : parts) {
      switch (part) {
        case "sns" -> channels.add(TOPIC);
        case "ses" -> channels.add(MAIL);
        case "slack" -> channels.add(CHAT.formatted(farEnd));
        case "webhook" -> channels.add(REST);
        case TABLE -> {}
        default ->
            throw new IllegalArgumentException(
                "channels: expected sns, ses, slack, webhook or table but was " + part);
      }
    }
    return "{\"channels\":{"
        + String.join(",", channels)
        + "}"
        + (parts.contains(TABLE) ? STATE : "")
        + "}";
  }

  /** What Lambda and the hub set, and made-up credentials. */
  public static Map<String, String> environment(String document, URI aws) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROOTMON_CONFIG", document);
    environment.put("ROOTMON_QUEUE_URL", aws + "/111122223333/rootmon");
    environment.put("KEY", "not-a-secret-key");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ENDPOINT_URL", aws.toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }
}
