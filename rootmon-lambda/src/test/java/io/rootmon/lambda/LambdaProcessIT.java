package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip as Lambda runs it. */
@Timeout(120)
class LambdaProcessIT {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration GIVEN = Duration.ofSeconds(30);
  private static final String WEBHOOK = WebhookHandler.class.getName();

  private final Path folder;

  LambdaProcessIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void onlyWhatIsNotDoneComesAgain() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FarEnd farEnd = FarEnd.open();
        LambdaProcess function = webhook(api, farEnd, Map.of())) {
      api.invoke(
          "r1",
          GIVEN,
          Examples.batch(
              "m1", Examples.signIn("e1"),
              "m2", Examples.notRoot("e2"),
              "m3", Examples.UNREADABLE));
      assertThat(api.answer(LONGEST))
          .isEqualTo(
              new Answer(
                  Answer.Kind.RESPONSE,
                  "r1",
                  "{\"batchItemFailures\":[{\"itemIdentifier\":\"m3\"}]}"));
      assertThat(farEnd.bodies()).hasSize(2);
      // A second one on the same process.
      api.invoke("r2", GIVEN, Examples.signIn("e3"));
      assertThat(api.answer(LONGEST))
          .isEqualTo(new Answer(Answer.Kind.RESPONSE, "r2", "{\"batchItemFailures\":[]}"));
      assertThat(farEnd.bodies()).hasSize(3);
      assertThat(function.lines()).allSatisfy(LambdaProcessIT::isOneBoundedLine);
      assertThat(function.lines())
          .anyMatch(it -> it.contains("\"eventId\":\"e1\"") && it.contains("\"requestId\":\"r1\""));
    }
  }

  /** What nobody is told of is not done: until the configuration can name channels, all of it. */
  @Test
  void theFunctionItselfAnswers() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        LambdaProcess function = LambdaProcess.start(folder, api, Map.of("ROOTMON_CONFIG", "{}"))) {
      api.invoke(
          "r1", GIVEN, Examples.batch("m1", Examples.signIn("e1"), "m2", Examples.notRoot("e2")));
      assertThat(api.answer(LONGEST).body())
          .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
      assertThat(function.lines()).anyMatch(it -> it.contains("\"notRoot\":1"));
    }
  }

  @Test
  void aBareEventNobodyTookFailsTheInvocation() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        LambdaProcess function = LambdaProcess.start(folder, api, Map.of("ROOTMON_CONFIG", "{}"))) {
      api.invoke("r1", GIVEN, Examples.signIn("e1"));
      Answer answer = api.answer(LONGEST);
      assertThat(answer.kind()).isEqualTo(Answer.Kind.ERROR);
      assertThat(answer.body()).contains("1 of 1 have to come again");
      assertThat(function.lines()).anyMatch(it -> it.contains("\"level\":\"ERROR\""));
    }
  }

  @Test
  void aBadConfigurationEndsTheStartLoudly() throws Exception {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        LambdaProcess function =
            LambdaProcess.start(folder, api, Map.of("ROOTMON_CONFIG", "{\"accounts\":7}"))) {
      Answer answer = api.answer(LONGEST);
      assertThat(answer.kind()).isEqualTo(Answer.Kind.INIT_ERROR);
      assertThat(answer.body()).contains("ROOTMON_CONFIG: accounts: expected an object but was 7");
      assertThat(function.exitCode(LONGEST)).isNotZero();
    }
  }

  @Test
  void aHostileEventStaysInItsLine() throws Exception {
    String evil =
        "e\\n{\\\"level\\\":\\\"INFO\\\"}\\u2028\\u202e\\ud800\\u007f" + "\\u0001".repeat(9_000);
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FarEnd farEnd = FarEnd.open();
        LambdaProcess function = webhook(api, farEnd, Map.of("AWS_LAMBDA_LOG_LEVEL", "DEBUG"))) {
      String event = Examples.signIn(evil).replace("ConsoleLogin\",\"aws", evil + "\",\"aws");
      api.invoke("r1", GIVEN, Examples.batch("m1", event, "m2", Examples.notRoot(evil)));
      assertThat(api.answer(LONGEST).body()).isEqualTo("{\"batchItemFailures\":[]}");
      List<String> lines = function.lines();
      assertThat(lines).allSatisfy(LambdaProcessIT::isOneBoundedLine);
      assertThat(lines).filteredOn(it -> it.contains("\"raw\":")).hasSize(2);
    }
  }

  /** As under SnapStart: primed, put away, restored, used. */
  @Test
  void theRehearsalReachesNoFarEnd() throws Exception {
    Map<String, String> snapStart = Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FarEnd farEnd = FarEnd.open();
        LambdaProcess function = webhook(api, farEnd, snapStart)) {
      assertThat(api.answer(LONGEST).kind()).isEqualTo(Answer.Kind.RESTORE_AWAITED);
      assertThat(function.lines()).isEmpty();
      assertThat(farEnd.bodies()).isEmpty();
      api.restore();
      api.invoke("r1", GIVEN, Examples.batch("m1", Examples.signIn("e1")));
      assertThat(api.answer(LONGEST).body()).isEqualTo("{\"batchItemFailures\":[]}");
      assertThat(farEnd.bodies()).hasSize(1);
      assertThat(function.lines().get(0)).isEqualTo("refreshed");
    }
  }

  private LambdaProcess webhook(FakeRuntimeApi api, FarEnd farEnd, Map<String, String> environment)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("FAR_END", farEnd.address().toString());
    return LambdaProcess.start(folder, api, all, WEBHOOK, List.of());
  }

  private static void isOneBoundedLine(String line) {
    assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(JsonLines.LONGEST);
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
