package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootmon.cases.GoldenFile;
import io.rootmon.detect.Detector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  private static final CloudFormationTemplate SPOKE = CloudFormationTemplate.spoke();
  private static final Map<String, JsonNode> RULES = SPOKE.properties("AWS::Events::Rule");
  private static final String QUEUE_OF_THE_STACK = "{\"Fn::GetAtt\": \"DeadLetters.Arn\"}";

  /** Without a reference to the queue, which members do not have. */
  private static final String QUEUE_OF_THE_HUB =
      """
      {"Fn::If": ["IsHub", %s, {"Fn::Sub": [
        "arn:${AWS::Partition}:sqs:${AWS::Region}:${Hub}:rootmon-spoke-dead-letters",
        {"Hub": {"Fn::Select": [4, {"Fn::Split": [":", {"Ref": "HubBusArn"}]}]}}]}]}
      """
          .formatted(QUEUE_OF_THE_STACK);

  private static final String RULE_ARN =
      "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/";

  @Test
  void everyRuleSendsToTheHubWithARoleAndTheHubsDeadLetterQueueOfItsRegion() throws IOException {
    assertThat(RULES).hasSizeGreaterThanOrEqualTo(7);
    for (Map.Entry<String, JsonNode> rule : RULES.entrySet()) {
      boolean isOfTheHubOnly = SPOKE.conditionOf(rule.getKey()).equals("IsHub");
      assertThat(rule.getValue().path("Targets"))
          .as(rule.getKey())
          .isEqualTo(
              JSON.readTree(
                  """
                  [{"Id": "hub", "Arn": {"Ref": "HubBusArn"},
                    "RoleArn": {"Fn::GetAtt": "Forwarder.Arn"},
                    "DeadLetterConfig": {"Arn": %s}}]
                  """
                      .formatted(isOfTheHubOnly ? QUEUE_OF_THE_STACK : QUEUE_OF_THE_HUB)));
      assertThat(rule.getValue().has("EventBusName")).as("on the default bus").isFalse();
    }
  }

  /**
   * AWS rejects a retry policy on a target that is an event bus, although the resource type has the
   * property: <a
   * href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_events_targets.EventBusProps.html">
   * "Retry policy is not supported for Event bus targets"</a>.
   */
  @Test
  void noEventBusTargetHasARetryPolicy() {
    List<JsonNode> targets = new ArrayList<>();
    RULES.values().forEach(rule -> rule.path("Targets").forEach(targets::add));
    assertThat(targets)
        .isNotEmpty()
        .noneMatch(it -> it.toString().contains("HubBusArn") && it.has("RetryPolicy"));
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

  /** What the function compares CloudFormation's calls with. */
  @Test
  void theCopyOnTheClassPathIsTheTemplate() throws IOException {
    ObjectNode copy = JSON.createObjectNode();
    copy.set("Parameters", SPOKE.json().path("Parameters"));
    copy.set("Resources", SPOKE.json().path("Resources"));
    GoldenFile.checkFile(
        Path.of("src/main/resources/io/rootmon/detect/spoke.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(copy) + "\n");
  }

  @Test
  void onlyRootActivityIncludesReads() {
    Map<String, String> states = new TreeMap<>();
    RULES.forEach((name, rule) -> states.put(name, rule.path("State").asText()));
    assertThat(states)
        .containsEntry("RootActivity", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
    states.remove("RootActivity");
    assertThat(states.values()).containsOnly("ENABLED");
  }

  @Test
  void aHeartbeatHasAScheduleOfTheHub() {
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

  /**
   * EventBridge names the rule in <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">aws:SourceArn</a>.
   * No page says that it also sends aws:SourceOrgID, so an absent key must not deny the message.
   */
  @Test
  void onlySpokeRulesOfTheRegionAndTheOrganizationMayLeaveDeadLetters() throws IOException {
    JsonNode policy = SPOKE.only("AWS::SQS::QueuePolicy");
    assertThat(policy.path("Queues")).isEqualTo(JSON.readTree("[{\"Ref\": \"DeadLetters\"}]"));
    assertThat(policy.path("PolicyDocument").path("Statement"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"Sid": "SpokeRulesOfThisRegionSend", "Effect": "Allow",
                  "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
                  "Resource": {"Fn::GetAtt": "DeadLetters.Arn"},
                  "Condition": {
                    "ArnLike": {"aws:SourceArn": {"Fn::Sub": [
                      "arn:${AWS::Partition}:events:${AWS::Region}:${Senders}:rule/rootmon-*",
                      {"Senders": {"Fn::If": ["WithOrganization", "*", {"Ref": "AWS::AccountId"}]}}]}},
                    "StringEqualsIfExists": {"Fn::If": ["WithOrganization",
                      {"aws:SourceOrgID": {"Ref": "OrganizationId"}}, {"Ref": "AWS::NoValue"}]}}},
                 {"Sid": "OnlyOverTls", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
                  "Resource": {"Fn::GetAtt": "DeadLetters.Arn"},
                  "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]
                """));
  }

  @Test
  void onlyTheHubAccountHasTheQueueItsPolicyItsAlarmAndTheRuleOfTheAlarm() throws IOException {
    List<String> ofTheHub = new ArrayList<>();
    SPOKE
        .json()
        .path("Resources")
        .properties()
        .forEach(
            it -> {
              if (SPOKE.conditionOf(it.getKey()).equals("IsHub")) {
                ofTheHub.add(it.getKey());
              }
            });
    assertThat(ofTheHub)
        .containsExactlyInAnyOrder(
            "DeadLetters", "DeadLettersPolicy", "DeadLettersAlarm", "SpokeTrouble");
    assertThat(SPOKE.json().path("Conditions").path("IsHub"))
        .isEqualTo(
            JSON.readTree(
                """
                {"Fn::Equals": [{"Ref": "AWS::AccountId"},
                  {"Fn::Select": [4, {"Fn::Split": [":", {"Ref": "HubBusArn"}]}]}]}
                """));
  }

  /** A disabled customer key would lose what the queue is there to keep. */
  @Test
  void theDeadLetterQueueHasNoCustomerKey() {
    assertThat(SPOKE.only("AWS::SQS::Queue").has("KmsMasterKeyId")).isFalse();
  }

  @Test
  void theRoleHasTheRequiredPermissionsBoundary() throws IOException {
    assertThat(SPOKE.only("AWS::IAM::Role").path("PermissionsBoundary"))
        .isEqualTo(
            JSON.readTree(
                """
                {"Fn::If": ["WithBoundary",
                  {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${PermissionsBoundaryName}"},
                  {"Ref": "AWS::NoValue"}]}
                """));
    String allowed = SPOKE.parameter("PermissionsBoundaryName").path("AllowedPattern").asText();
    assertThat(List.of("", "developer-boundary", "platform/team/developer-boundary"))
        .allMatch(it -> it.matches(allowed));
    assertThat(List.of("arn:aws:iam::111122223333:policy/x", "/x", "a b"))
        .noneMatch(it -> it.matches(allowed));
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
  void detectsTheRemovalOfEachSpokePart() {
    List<CloudTrailCall> removals = new ArrayList<>();
    RULES.values().forEach(it -> removals.add(call("events", "DeleteRule", "name", it, "Name")));
    removals.add(
        new CloudTrailCall("iam", "DeleteRole", "IAMUser", "roleName=rootmon-spoke-eu-west-1"));
    removals.add(
        new CloudTrailCall(
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
    for (CloudTrailCall removal : removals) {
      assertThat(new Detector().detect(removal.event())).as(removal.toString()).isPresent();
      assertThat(EventPatterns.shipped().matching(EventBridgeEvents.around(removal.detail())))
          .as(removal.toString())
          .containsExactly("tampering");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:events:eu-west-1:111122223333:event-bus/rootmon",
        "arn:aws-cn:events:cn-north-1:111122223333:event-bus/rootmon",
        "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/rootmon",
        "arn:aws-iso-b:events:us-isob-east-1:111122223333:event-bus/rootmon",
        "arn:aws-eusc:events:eusc-de-east-1:111122223333:event-bus/rootmon"
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
  void rejectsAnotherBus(String arn) {
    assertThat(arn).doesNotMatch(SPOKE.parameter("HubBusArn").path("AllowedPattern").asText());
  }

  @Test
  void acceptsEventBridgeSchedulesOnly() {
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

  private static CloudTrailCall call(
      String service, String name, String field, JsonNode resource, String property) {
    return new CloudTrailCall(
        service, name, "IAMUser", field + "=" + resource.path(property).asText());
  }
}
