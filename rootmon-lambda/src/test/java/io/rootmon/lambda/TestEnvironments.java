package io.rootmon.lambda;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Environments of the function whose endpoints are one server on the loopback interface. */
public final class TestEnvironments {
  static final String WEBHOOK =
      """
      {"channels":{"hook":{"type":"webhook","address":{"env":"FAR_END"},"key":{"env":"KEY"}}}}
      """;

  private static final String ALL =
      """
      {"channels":{
        "topic":{"type":"sns","topic":"arn:aws:sns:us-east-1:111122223333:root-alerts"},
        "mail":{"type":"ses","from":"rootmon@example.com","to":["security@example.com"]},
        "chat":{"type":"slack","token":{"env":"KEY"},"channel":"C0123456789","api":"%s/slack/"},
        "hook":{"type":"webhook","address":{"env":"FAR_END"},"key":{"env":"KEY"}}}%s}
      """;

  private TestEnvironments() {}

  static Map<String, String> webhook(URI farEnd) {
    return environment(farEnd, WEBHOOK);
  }

  /** SNS, SES, Slack and a webhook; {@code more} begins with a comma, if there is more. */
  public static Map<String, String> all(URI farEnd, String more) {
    return environment(farEnd, ALL.formatted(farEnd, more));
  }

  private static Map<String, String> environment(URI farEnd, String document) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROOTMON_CONFIG", document);
    environment.put("FAR_END", farEnd.toString());
    environment.put("KEY", "not-a-secret-key");
    environment.put("AWS_ENDPOINT_URL", farEnd.toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  /** One that takes everything. */
  public static FakeHttpServer endpoint() throws IOException {
    return FakeHttpServer.answering(TestEnvironments::answer);
  }

  private static Answer answer(Request request) {
    return new Answer(
        200,
        request.target().getPath().startsWith("/slack/")
            ? "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}"
            : "<Response><PublishResult><MessageId>1</MessageId></PublishResult>"
                + "<SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></Response>");
  }
}
