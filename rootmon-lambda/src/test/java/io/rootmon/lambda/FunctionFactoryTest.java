package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.lambda.priming.BackgroundInitializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionFactoryTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void oneOfTheTwoVariablesIsNeeded() {
    assertThatThrownBy(() -> wire(Map.of()))
        .hasMessage(
            "environment: must have one of ROOTMON_CONFIG and ROOTMON_CONFIG_PARAMETER but has"
                + " neither");
    assertThatThrownBy(
            () -> wire(Map.of("ROOTMON_CONFIG", "{}", "ROOTMON_CONFIG_PARAMETER", "/rootmon")))
        .hasMessage(
            "environment: must have one of ROOTMON_CONFIG and ROOTMON_CONFIG_PARAMETER but has"
                + " both");
  }

  @Test
  void theParameterIsReadInTheFunctionsRegion() {
    wire(
        Map.of(
            "ROOTMON_CONFIG_PARAMETER", "/rootmon",
            "AWS_REGION", "eu-west-1",
            "FAR_END", "https://example.com",
            "KEY", "k"));
    assertThat(asked).containsExactly("/rootmon in eu-west-1");
  }

  @Test
  void aFunctionWithoutRecipientsDoesNotStart() {
    assertThatThrownBy(() -> wire(Map.of("ROOTMON_CONFIG", "{}")))
        .hasMessage("channels: is missing or empty, so no alert would be sent. Add a channel");
    assertThatThrownBy(
            () ->
                wire(
                    Map.of(
                        "ROOTMON_CONFIG",
                        "{\"channels\":{\"files\":{\"type\":\"outbox\",\"folder\":\"out\"}}}")))
        .hasMessageStartingWith("channels: the function cannot have an outbox");
  }

  @Test
  void aSecretThatTheEnvironmentLacksEndsTheStart() {
    assertThatThrownBy(() -> wire(Map.of("ROOTMON_CONFIG", TestEnvironments.WEBHOOK, "KEY", "k")))
        .hasMessage("environment variable FAR_END is not set");
  }

  @Test
  void workerCountMustBeANumber() {
    assertThatThrownBy(
            () -> wire(Map.of("ROOTMON_CONFIG", TestEnvironments.WEBHOOK, "ROOTMON_WORKERS", "0")))
        .hasMessage("environment: ROOTMON_WORKERS: must be 1 to 999 but is '0'");
  }

  @Test
  void buttonsAndTheEscalationNeedTheirSecretAndAQueue() {
    String document =
        """
        {"channels":{"chat":{"type":"slack","token":{"env":"KEY"},"channel":"C0123456789"}},
         "responses":{"signingSecret":{"env":"SIGNING_SECRET"}},
         "escalation":{"afterMinutes":15,"channels":["chat"]},
         "state":{"table":"rootmon","region":"eu-west-1"}}
        """;
    Map<String, String> environment =
        new HashMap<>(Map.of("ROOTMON_CONFIG", document, "KEY", "k", "AWS_REGION", "eu-west-1"));
    assertThatThrownBy(() -> wire(environment))
        .hasMessage(
            "escalation: requires the environment variable ROOTMON_QUEUE_URL. Set it to the URL of"
                + " the queue");
    environment.put("ROOTMON_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/111122223333/q");
    assertThatThrownBy(() -> wire(environment))
        .hasMessage("environment variable SIGNING_SECRET is not set");
    environment.put("SIGNING_SECRET", "s");
    assertThat(wire(environment).responses()).isPresent();
  }

  @Test
  void theComparisonOfTheTrailNeedsAQueue() {
    String document =
        """
        {"channels":{"hook":{"type":"webhook","address":{"env":"HOOK"}}},
         "trail":{"workgroup":"rootmon","database":"rootmon"},
         "state":{"table":"rootmon","region":"eu-west-1"}}
        """;
    Map<String, String> environment =
        Map.of(
            "ROOTMON_CONFIG",
            document,
            "HOOK",
            "https://example.com/hook",
            "AWS_REGION",
            "eu-west-1");
    assertThatThrownBy(() -> wire(environment))
        .hasMessage(
            "trail: requires the environment variable ROOTMON_QUEUE_URL. Set it to the URL of the queue");
  }

  @Test
  void primesTheTemplatesOfAFolderAndNotThoseThatAwsStores() {
    Map<String, String> environment =
        new HashMap<>(Map.of("FAR_END", "https://example.com", "KEY", "k"));
    String document = TestEnvironments.WEBHOOK.strip();
    for (String location : List.of("templates", "/opt/templates", "s3://example/a", "ssm:/a")) {
      environment.put(
          "ROOTMON_CONFIG", "{\"templates\":\"" + location + "\"," + document.substring(1));

      FunctionContext context = wire(environment);

      assertThat(context.templates().isBuiltIn()).isFalse();
      assertThat(context.primer().templates().isBuiltIn())
          .isEqualTo(location.startsWith("s3:") || location.startsWith("ssm:"));
    }
    environment.put("ROOTMON_CONFIG", document);
    assertThat(wire(environment).templates().isBuiltIn()).isTrue();
  }

  @Test
  void aProblemNamesItsPlace() {
    assertThatThrownBy(() -> wire(Map.of("ROOTMON_CONFIG", "{\"acounts\":{}}")))
        .hasMessageStartingWith("ROOTMON_CONFIG: ")
        .hasMessageContaining("acounts");
  }

  private FunctionContext wire(Map<String, String> environment) {
    FunctionFactory start =
        new FunctionFactory(
            (name, region) -> {
              asked.add(name + " in " + region);
              return TestEnvironments.WEBHOOK;
            },
            BackgroundInitializer.begin(Map.of()));
    return start.create(environment);
  }
}
