package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * The patterns by themselves: accepted by EventBridge, within its limits, no wider than they say.
 */
class PatternLimitsTest {
  private static final EventPatterns PATTERNS = EventPatterns.shipped();
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @MethodSource("names")
  void eventBridgeAcceptsThePattern(String name) throws IOException {
    String pattern = PATTERNS.named(name).toString();
    assertThat(JsonRuleCompiler.check(pattern)).isNull();
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
    assertThat(pattern).hasSizeLessThanOrEqualTo(2_048);
  }

  /**
   * EventBridge refuses rules whose wildcards are too much for its matcher, and does not say from
   * where on; the matcher's own example is 100.
   */
  @Test
  void allWildcardsTogetherAreEasyToMatch() {
    assertThat(PATTERNS.machine().evaluateComplexity(new MachineComplexityEvaluator(100)))
        .isLessThan(50);
  }

  /** What the bus of the hub lets in is of AWS's own services: PutEvents cannot forge that. */
  @ParameterizedTest
  @MethodSource("names")
  void everyPatternRequiresAnAwsSource(String name) {
    List<String> sources = new ArrayList<>();
    for (JsonNode source : PATTERNS.named(name).path("source")) {
      sources.add(source.isTextual() ? source.asText() : source.path("prefix").asText());
    }
    assertThat(sources).isNotEmpty().allMatch(it -> it.startsWith("aws."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root-activity",
        "tampering",
        "tampering-hub",
        "tampering-function",
        "tampering-stacks",
        "guardrails",
        "guardrails-roles",
        "detection-off"
      })
  void aForgedSourceIsNotMatched(String name) {
    ObjectNode event = eventOf(name);
    assertThat(PATTERNS.matching(event)).contains(name);
    assertThat(PATTERNS.matching(event.put("source", "com.example"))).isEmpty();
  }

  @Test
  void onlyTheHeartbeatRuleSendsHeartbeats() throws IOException {
    assertThat(PATTERNS.matching(scheduled("rootmon-heartbeat"))).containsExactly("heartbeat");
    assertThat(PATTERNS.matching(scheduled("nightly"))).isEmpty();
    assertThat(PATTERNS.matching(scheduled("other-rootmon-heartbeat"))).isEmpty();
  }

  @Test
  void aSpokeHasAProblemWhenItsAlarmFires() throws IOException {
    assertThat(PATTERNS.matching(alarm("rootmon-spoke-dead-letters", "ALARM")))
        .containsExactly("spoke-trouble");
    assertThat(PATTERNS.matching(alarm("rootmon-spoke-dead-letters", "OK"))).isEmpty();
    assertThat(PATTERNS.matching(alarm("cpu-too-high", "ALARM"))).isEmpty();
  }

  static List<String> names() {
    return List.copyOf(PATTERNS.all().keySet());
  }

  private static ObjectNode eventOf(String pattern) {
    CloudTrailCall call =
        switch (pattern) {
          case "root-activity" -> new CloudTrailCall("iam", "CreateUser", "Root", "");
          case "tampering" ->
              new CloudTrailCall("events", "DisableRule", "IAMUser", "name=rootmon-heartbeat");
          case "tampering-hub" ->
              new CloudTrailCall("sns", "DeleteTopic", "IAMUser", "topicArn=a:rootmon");
          case "tampering-function" ->
              new CloudTrailCall(
                  "lambda", "DeleteFunction20150331", "IAMUser", "functionName=rootmon");
          case "tampering-stacks" ->
              new CloudTrailCall(
                  "cloudformation", "DeleteStack", "IAMUser", "stackName=rootmon-spoke");
          case "guardrails" -> new CloudTrailCall("organizations", "DetachPolicy", "IAMUser", "");
          case "guardrails-roles" ->
              new CloudTrailCall("iam", "CreateRole", "IAMUser", "roleName=stacksets-exec-0a1b");
          default -> new CloudTrailCall("cloudtrail", "StopLogging", "IAMUser", "");
        };
    return (ObjectNode) EventBridgeEvents.around(call.detail());
  }

  private static JsonNode scheduled(String rule) throws IOException {
    return JSON.readTree(
        """
        {"version": "0", "id": "0c1d2e3f-0000-4000-8000-000000000001", "detail-type": "Scheduled Event",
         "source": "aws.events", "account": "111122223333", "time": "2026-03-14T02:00:00Z",
         "region": "eu-west-1", "detail": {},
         "resources": ["arn:aws:events:eu-west-1:111122223333:rule/%s"]}
        """
            .formatted(rule));
  }

  private static JsonNode alarm(String name, String state) throws IOException {
    return JSON.readTree(
        """
        {"version": "0", "id": "0c1d2e3f-0000-4000-8000-000000000001",
         "detail-type": "CloudWatch Alarm State Change", "source": "aws.cloudwatch",
         "account": "111122223333", "time": "2026-03-14T02:00:00Z", "region": "eu-west-1",
         "resources": ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:%1$s"],
         "detail": {"alarmName": "%1$s", "state": {"value": "%2$s"}}}
        """
            .formatted(name, state));
  }
}
