package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootmon.detect.Detector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spoke's template: what it allows, where it sends, what it is called. */
class SpokeTemplateTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Template SPOKE = Template.spoke();
  private static final Map<String, JsonNode> RULES = SPOKE.properties("AWS::Events::Rule");
  private static final String RULE_ARN =
      "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/";

  @Test
  void everyRuleSendsToTheHubWithARoleDeadLettersAndRetriesOfADay() throws IOException {
    assertThat(RULES).hasSize(8);
    for (JsonNode rule : RULES.values()) {
      assertThat(rule.path("Targets"))
          .as(rule.path("Name").asText())
          .isEqualTo(
              JSON.readTree(
                  """
                  [{"Id": "hub", "Arn": {"Ref": "HubBusArn"},
                    "RoleArn": {"Fn::GetAtt": "Forwarder.Arn"},
                    "DeadLetterConfig": {"Arn": {"Fn::GetAtt": "DeadLetters.Arn"}},
                    "RetryPolicy": {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185}}]
                  """));
      assertThat(rule.has("EventBusName")).as("on the default bus").isFalse();
    }
  }

  @Test
  void thePatternsAreThoseOfTheFolder() {
    Map<String, JsonNode> patterns = new TreeMap<>(EventPatterns.shipped().all());
    patterns.remove("heartbeat");
    Map<String, JsonNode> shipped = new TreeMap<>();
    for (JsonNode rule : RULES.values()) {
      if (rule.has("EventPattern")) {
        shipped.put(rule.path("Name").asText().replace("rootmon-", ""), rule.get("EventPattern"));
      }
    }
    assertThat(shipped).isEqualTo(patterns);
  }

  @Test
  void onlyRootActivityNeedsToSeeWhatOnlyReads() {
    Map<String, String> states = new TreeMap<>();
    RULES.forEach((name, rule) -> states.put(name, rule.path("State").asText()));
    assertThat(states)
        .containsEntry("RootActivity", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    states.remove("RootActivity");
    assertThat(states.values()).containsOnly("ENABLED");
  }

  @Test
  void aHeartbeatIsAScheduleThatTheHubKnows() {
    JsonNode heartbeat = SPOKE.json().at("/Resources/Heartbeat/Properties");
    assertThat(heartbeat.path("ScheduleExpression").path("Ref").asText())
        .isEqualTo("HeartbeatSchedule");
    JsonNode pattern = EventPatterns.shipped().named("heartbeat");
    assertThat(pattern.path("resources").get(0).path("suffix").asText())
        .isEqualTo(":rule/" + heartbeat.path("Name").asText());
  }

  @Test
  void theRoleMaySendToTheHubsBusAndOnlyThisSpokesRulesMayTakeIt() throws IOException {
    JsonNode role = SPOKE.only("AWS::IAM::Role");
    assertThat(role.path("RoleName"))
        .isEqualTo(JSON.readTree("{\"Fn::Sub\": \"rootmon-spoke-${AWS::Region}\"}"));
    assertThat(role.path("AssumeRolePolicyDocument").path("Statement"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"Sid": "RulesOfThisSpokeOnly", "Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"Service": "events.amazonaws.com"},
                  "Condition": {
                    "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
                    "ArnLike": {"aws:SourceArn": {"Fn::Sub": "%srootmon-*"}}}}]
                """
                    .formatted(RULE_ARN)));
    assertThat(role.path("Policies").findValue("Statement"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"Sid": "HubBusOnly", "Effect": "Allow", "Action": "events:PutEvents",
                  "Resource": {"Ref": "HubBusArn"}}]
                """));
    assertThat(role.path("Policies")).hasSize(1);
    assertThat(role.has("ManagedPolicyArns")).isFalse();
  }

  @Test
  void onlyTheRulesOfTheSpokeMayLeaveDeadLetters() throws IOException {
    JsonNode policy = SPOKE.only("AWS::SQS::QueuePolicy");
    JsonNode allow = policy.path("PolicyDocument").path("Statement").get(0);
    JsonNode condition = allow.path("Condition");
    assertThat(policy.path("Queues")).isEqualTo(JSON.readTree("[{\"Ref\": \"DeadLetters\"}]"));
    assertThat(policy.path("PolicyDocument").path("Statement").findValuesAsText("Effect"))
        .containsExactly("Allow", "Deny");
    assertThat(allow.path("Principal").path("Service").asText()).isEqualTo("events.amazonaws.com");
    assertThat(allow.path("Action").asText()).isEqualTo("sqs:SendMessage");
    assertThat(allow.path("Resource").path("Fn::GetAtt").asText()).isEqualTo("DeadLetters.Arn");
    assertThat(condition.path("StringEquals"))
        .isEqualTo(JSON.readTree("{\"aws:SourceAccount\": {\"Ref\": \"AWS::AccountId\"}}"));
    assertThat(condition.path("ArnEquals").path("aws:SourceArn").findValuesAsText("Fn::Sub"))
        .containsExactlyInAnyOrderElementsOf(
            RULES.values().stream().map(it -> RULE_ARN + it.path("Name").asText()).toList());
  }

  @Test
  void theDeadLettersAreKeptEncryptedForTwoWeeksAndReportedThroughTheHub() {
    JsonNode queue = SPOKE.only("AWS::SQS::Queue");
    assertThat(queue.path("QueueName").asText()).isEqualTo("rootmon-spoke-dead-letters");
    assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).isTrue();
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 60 * 60);
    JsonNode alarm = SPOKE.only("AWS::CloudWatch::Alarm");
    assertThat(alarm.findValue("Dimensions").get(0).path("Value").path("Fn::GetAtt").asText())
        .isEqualTo("DeadLetters.QueueName");
    assertThat(alarm.path("Threshold").asInt()).isZero();
    JsonNode pattern = EventPatterns.shipped().named("spoke-trouble");
    assertThat(alarm.path("AlarmName").asText())
        .startsWith(pattern.path("detail").path("alarmName").get(0).path("prefix").asText());
  }

  @Test
  void whoeverRemovesAPartOfTheSpokeIsSeen() {
    List<Call> removals = new ArrayList<>();
    RULES.values().forEach(it -> removals.add(call("events", "DeleteRule", "name", it, "Name")));
    removals.add(new Call("iam", "DeleteRole", "IAMUser", "roleName=rootmon-spoke-eu-west-1"));
    removals.add(
        new Call(
            "sqs",
            "DeleteQueue",
            "IAMUser",
            "queueUrl=https://sqs.eu-west-1.amazonaws.com/111122223333/"
                + SPOKE.only("AWS::SQS::Queue").path("QueueName").asText()));
    removals.add(
        call(
            "monitoring",
            "DeleteAlarms",
            "alarmNames[]",
            SPOKE.only("AWS::CloudWatch::Alarm"),
            "AlarmName"));
    for (Call removal : removals) {
      assertThat(new Detector().detect(removal.event())).as(removal.toString()).isPresent();
      assertThat(EventPatterns.shipped().matching(BusEvents.around(removal.detail())))
          .as(removal.toString())
          .containsExactly("tampering");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon",
        "arn:aws-cn:events:cn-north-1:111122223333:event-bus/rootmon",
        "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/rootmon"
      })
  void theBusMayBeInEveryPartition(String arn) {
    assertThat(arn).matches(SPOKE.parameter("HubBusArn").path("AllowedPattern").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rootmon",
        "arn:aws:events:eu-west-1:111122223333:event-bus/default",
        "arn:aws:events:eu-west-1:1111:event-bus/rootmon",
        "arn:aws:sqs:eu-west-1:111122223333:rootmon"
      })
  void whatIsNotTheHubsBusIsRefused(String arn) {
    assertThat(arn).doesNotMatch(SPOKE.parameter("HubBusArn").path("AllowedPattern").asText());
  }

  @Test
  void aScheduleIsOneThatEventBridgeKnows() {
    String allowed = SPOKE.parameter("HeartbeatSchedule").path("AllowedPattern").asText();
    assertThat(SPOKE.parameter("HeartbeatSchedule").path("Default").asText())
        .isEqualTo("rate(1 hour)")
        .matches(allowed);
    assertThat(List.of("rate(15 minutes)", "rate(2 hours)", "cron(0 * * * ? *)"))
        .allMatch(it -> it.matches(allowed));
    assertThat(List.of("hourly", "rate(1 hours)", "rate(2 hour)", "rate(0 hours)", "1 hour"))
        .noneMatch(it -> it.matches(allowed));
  }

  @Test
  void itFitsEveryPartitionAndIntoOneCall() {
    String resources = SPOKE.json().path("Resources").toString();
    assertThat(resources).doesNotContain("arn:aws:", "amazonaws.com.cn");
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    assertThat(SPOKE.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(51_200);
  }

  private static Call call(
      String service, String name, String field, JsonNode resource, String property) {
    return new Call(service, name, "IAMUser", field + "=" + resource.path(property).asText());
  }
}
