package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.log.JsonLogWriter;
import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip as Lambda runs it. */
@Timeout(120)
class LambdaProcessIT {
  private static final Duration MAX_DURATION = Duration.ofSeconds(60);
  private static final Duration GIVEN = Duration.ofSeconds(30);

  private final Path folder;

  LambdaProcessIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void returnsOnlyUnfinishedMessages() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpServer farEnd = TestEnvironments.endpoint();
        LambdaProcess function = webhook(api, farEnd, Map.of())) {
      api.invoke(
          "r1",
          GIVEN,
          ExampleEvents.batch(
              "m1", ExampleEvents.signIn("e1"),
              "m2", ExampleEvents.notRoot("e2"),
              "m3", ExampleEvents.UNREADABLE));
      assertThat(api.answer(MAX_DURATION))
          .isEqualTo(
              new Answer(
                  Answer.Kind.RESPONSE,
                  "r1",
                  "{\"batchItemFailures\":[{\"itemIdentifier\":\"m3\"}]}"));
      assertThat(farEnd.requests()).hasSize(2);
      // A second one on the same process.
      api.invoke("r2", GIVEN, ExampleEvents.signIn("e3"));
      assertThat(api.answer(MAX_DURATION))
          .isEqualTo(new Answer(Answer.Kind.RESPONSE, "r2", "{\"batchItemFailures\":[]}"));
      assertThat(farEnd.requests()).hasSize(3);
      assertThat(function.lines()).allSatisfy(LambdaProcessIT::isOneBoundedLine);
      assertThat(function.lines())
          .anyMatch(it -> it.contains("\"eventId\":\"e1\"") && it.contains("\"requestId\":\"r1\""));
    }
  }

  @Test
  void everyChannelWorksInTheZip() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpServer farEnd = TestEnvironments.endpoint();
        LambdaProcess function =
            LambdaProcess.start(folder, api, TestEnvironments.all(farEnd.address(), ""))) {
      api.invoke(
          "r1",
          GIVEN,
          ExampleEvents.batch("m1", ExampleEvents.signIn("e1"), "m2", ExampleEvents.notRoot("e2")));
      assertThat(api.answer(MAX_DURATION).body()).isEqualTo("{\"batchItemFailures\":[]}");
      assertThat(function.lines()).anyMatch(it -> it.contains("\"notRoot\":1"));
      // A Slack bot posts the alert, and the commands and the event in its thread.
      assertThat(farEnd.requests().stream().map(LambdaProcessIT::kind))
          .containsExactlyInAnyOrder(
              "Publish", "SendRawEmail", "/slack/chat.postMessage", "/slack/chat.postMessage", "/");
    }
  }

  private static String kind(Request request) {
    Matcher action = Pattern.compile("Action=(\\w+)").matcher(request.body());
    return action.find()
        ? action.group(1)
        : "/" + request.target().getPath().replaceFirst("^/", "");
  }

  @Test
  void anUndeliveredBareEventFailsTheInvocation() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpServer farEnd = FakeHttpServer.answering(new FakeHttpServer.Answer(404, ""));
        LambdaProcess function = webhook(api, farEnd, Map.of())) {
      api.invoke("r1", GIVEN, ExampleEvents.signIn("e1"));
      Answer answer = api.answer(MAX_DURATION);
      assertThat(answer.kind()).isEqualTo(Answer.Kind.ERROR);
      assertThat(answer.body()).contains("1 of 1 findings were not processed");
      assertThat(function.lines()).anyMatch(it -> it.contains("\"level\":\"ERROR\""));
    }
  }

  @Test
  void aBadConfigurationEndsTheStartLoudly() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        LambdaProcess function =
            LambdaProcess.start(folder, api, Map.of("ROOTMON_CONFIG", "{\"accounts\":7}"))) {
      Answer answer = api.answer(MAX_DURATION);
      assertThat(answer.kind()).isEqualTo(Answer.Kind.INIT_ERROR);
      assertThat(answer.body())
          .contains(
              "ROOTMON_CONFIG: accounts: must be an object from account ids to names but is 7");
      assertThat(function.exitCode(MAX_DURATION)).isNotZero();
    }
  }

  @Test
  void aHostileEventStaysInItsLine() throws Exception {
    String evil =
        "e\\n{\\\"level\\\":\\\"INFO\\\"}\\u2028\\u202e\\ud800\\u007f" + "\\u0001".repeat(9_000);
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpServer farEnd = TestEnvironments.endpoint();
        LambdaProcess function = webhook(api, farEnd, Map.of("AWS_LAMBDA_LOG_LEVEL", "DEBUG"))) {
      String event = ExampleEvents.signIn(evil).replace("ConsoleLogin\",\"aws", evil + "\",\"aws");
      api.invoke("r1", GIVEN, ExampleEvents.batch("m1", event, "m2", ExampleEvents.notRoot(evil)));
      assertThat(api.answer(MAX_DURATION).body()).isEqualTo("{\"batchItemFailures\":[]}");
      List<String> lines = function.lines();
      assertThat(lines).allSatisfy(LambdaProcessIT::isOneBoundedLine);
      assertThat(lines).filteredOn(it -> it.contains("\"raw\":")).hasSize(2);
    }
  }

  /** As under SnapStart: primed, put away, restored, used. */
  @Test
  void primingReachesNoRemoteService() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpServer farEnd = TestEnvironments.endpoint()) {
      Map<String, String> environment =
          TestEnvironments.all(farEnd.address(), ",\"state\":{\"table\":\"rootmon\"}");
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      LambdaProcess function = LambdaProcess.start(folder, api, environment);
      try (function) {
        assertThat(api.answer(MAX_DURATION).kind()).isEqualTo(Answer.Kind.RESTORE_AWAITED);
        assertThat(function.lines()).isEmpty();
        assertThat(farEnd.requests()).isEmpty();
        api.restore();
        api.invoke("r1", GIVEN, ExampleEvents.batch("m1", ExampleEvents.signIn("e1")));
        assertThat(api.answer(MAX_DURATION).body()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(farEnd.requests())
            .anyMatch(it -> it.target().getPath().equals("/slack/chat.postMessage"));
      }
    }
  }

  private LambdaProcess webhook(
      FakeRuntimeApi api, FakeHttpServer farEnd, Map<String, String> environment)
      throws IOException {
    Map<String, String> all = TestEnvironments.webhook(farEnd.address());
    all.putAll(environment);
    return LambdaProcess.start(folder, api, all);
  }

  private static void isOneBoundedLine(String line) {
    assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(JsonLogWriter.MAX_LENGTH);
    assertThat(line).matches("\\{[ -~]*}");
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      int tokens = 0;
      while (parser.nextToken() != null) {
        tokens++;
      }
      assertThat(tokens).isGreaterThan(2);
    } catch (IOException e) {
      throw new AssertionError("line: expected JSON but was " + line, e);
    }
  }
}
