package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A button from Slack's message to the state, through the zip as Lambda runs it. */
@Timeout(120)
class ResponseProcessIT {
  private static final Duration MAX_DURATION = Duration.ofSeconds(60);
  private static final Duration GIVEN = Duration.ofSeconds(30);
  private static final String DOCUMENT =
      """
      {"channels":{"chat":{"type":"slack","token":{"env":"KEY"},"channel":"C0123456789",
         "api":"%s/slack/"},
        "hook":{"type":"webhook","address":{"env":"FAR_END"},"key":{"env":"KEY"}}},
       "routes":[{"channels":["chat"]}],
       "responses":{"signingSecret":{"env":"SIGNING_SECRET"}},
       "escalation":{"afterMinutes":15,"channels":["hook"]},
       "state":{"table":"response-process","region":"eu-west-1"}}
      """;

  private final Path folder;

  ResponseProcessIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void storesTheResponseToAnAlertForItsIncident() throws Exception {
    DynamoDbLocal.createTable("response-process");
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpServer farEnd = TestEnvironments.endpoint();
        LambdaProcess function = LambdaProcess.start(folder, api, environment(farEnd))) {
      api.invoke("r1", GIVEN, ExampleEvents.batch("m1", ExampleEvents.signIn("e1")));
      assertThat(api.answer(MAX_DURATION).body()).isEqualTo("{\"batchItemFailures\":[]}");
      String blocks =
          farEnd.requests().stream()
              .filter(it -> it.target().getPath().equals("/slack/chat.postMessage"))
              .map(it -> it.form().getOrDefault("blocks", ""))
              .findFirst()
              .orElseThrow();
      Matcher button =
          Pattern.compile("\"action_id\":\"rootmon-acknowledged\".*?\"value\":\"(\\d+)/([^\"]+)\"")
              .matcher(blocks);
      assertThat(button.find()).as(blocks).isTrue();
      assertThat(timers(farEnd)).anyMatch(it -> it.contains("ESCALATION"));

      String pressed =
          FunctionUrlExamples.clicked(
              button.group(1), button.group(2), "acknowledged", Instant.now());
      api.invoke("r2", GIVEN, pressed);
      assertThat(api.answer(MAX_DURATION))
          .isEqualTo(new Answer(Answer.Kind.RESPONSE, "r2", "{\"statusCode\":200,\"body\":\"\"}"));
      api.invoke("r3", GIVEN, pressed.replace("\"rawPath\":\"/\"", "\"rawPath\":\"/x\""));
      assertThat(api.answer(MAX_DURATION).body()).isEqualTo("{\"statusCode\":404,\"body\":\"\"}");

      assertThat(function.lines())
          .anyMatch(
              it ->
                  it.contains("\"who\":\"ana (U012AB3CD)\"") && it.contains("\"requestId\":\"r2\""))
          .anyMatch(it -> it.endsWith("\"Action\":\"ACKNOWLEDGED\",\"Responses\":1}"))
          .noneMatch(it -> it.contains(FunctionUrlExamples.SECRET));
    }
  }

  private static List<String> timers(FakeHttpServer farEnd) {
    return farEnd.requests().stream()
        .filter(it -> "AmazonSQS.SendMessage".equals(it.headers().getFirst("X-Amz-Target")))
        .map(FakeHttpServer.Request::body)
        .toList();
  }

  private static Map<String, String> environment(FakeHttpServer farEnd) {
    Map<String, String> environment = TestEnvironments.webhook(farEnd.address());
    environment.put("ROOTMON_CONFIG", DOCUMENT.formatted(farEnd.address()));
    environment.put("ROOTMON_QUEUE_URL", farEnd.address() + "/111122223333/rootmon");
    environment.put("SIGNING_SECRET", FunctionUrlExamples.SECRET);
    environment.put(
        "AWS_ENDPOINT_URL_DYNAMODB", DynamoDbLocal.access().endpoint().orElseThrow().toString());
    return environment;
  }
}
