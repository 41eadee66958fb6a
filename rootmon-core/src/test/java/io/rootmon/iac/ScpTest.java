package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootmon.detect.DetectedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The service control policy that keeps members' hands off the spoke. */
class ScpTest {
  private static final Path FILE = Path.of("..", "iac", "spoke", "scp.json");
  private static final Path PAGE = Path.of("..", "docs", "explanation", "security.md");
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void thePageShowsTheFile() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n") + "```json\n".length();
    assertThat(page.substring(start, page.indexOf("```", start))).isEqualTo(Files.readString(FILE));
  }

  @Test
  void organizationsAcceptsIt() throws IOException {
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
    assertThat(policy().toString()).hasSizeLessThanOrEqualTo(5_120);
    for (JsonNode statement : policy().path("Statement")) {
      assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    }
  }

  @Test
  void everyPartOfTheSpokeIsCovered() throws IOException {
    List<String> arns = new ArrayList<>();
    CloudFormationTemplate spoke = CloudFormationTemplate.spoke();
    spoke
        .properties("AWS::Events::Rule")
        .values()
        .forEach(it -> arns.add("events:eu-west-1:111122223333:rule/" + it.path("Name").asText()));
    arns.add("sqs:eu-west-1:111122223333:" + text(spoke, "AWS::SQS::Queue", "QueueName"));
    arns.add(
        "cloudwatch:eu-west-1:111122223333:alarm:"
            + text(spoke, "AWS::CloudWatch::Alarm", "AlarmName"));
    arns.add("iam::111122223333:role/rootmon-spoke-eu-west-1");
    arns.add("cloudformation:eu-west-1:111122223333:stack/StackSet-rootmon-spoke-0f6d/12ab");
    List<Pattern> denied = new ArrayList<>();
    statement("LeaveTheSpokeAlone")
        .path("Resource")
        .forEach(it -> denied.add(Pattern.compile(it.asText().replace("*", ".*"))));
    for (String partition : List.of("aws", "aws-cn", "aws-us-gov")) {
      assertThat(arns)
          .allMatch(
              arn ->
                  denied.stream()
                      .anyMatch(it -> it.matcher("arn:" + partition + ":" + arn).matches()));
    }
  }

  /**
   * The policy, the detector's calls, and, by {@link PatternCallsTest}, the event patterns are the
   * same list. Amazon SQS records no management event where a message is read or deleted, so these
   * two actions are in a statement of their own, which exempts the function's role.
   */
  @Test
  void deniesEveryCallThatTheDetectorWatchesOnASpokeAndNoOther() throws IOException {
    assertThat(actions("LeaveTheSpokeAlone"))
        .isEqualTo(new TreeSet<>(DetectedCalls.actionsThatChangeTheSpoke()));
    assertThat(actions("LeaveTheDeadLettersToTheFunction"))
        .containsExactly("sqs:DeleteMessage", "sqs:ReceiveMessage");
    assertThat(actions("NobodyPosesAsStackSets"))
        .isEqualTo(new TreeSet<>(DetectedCalls.actionsOnStackSetsRoles()));
    assertThat(actions("StayInTheOrganization"))
        .containsExactly("organizations:AcceptHandshake", "organizations:LeaveOrganization");
    assertThat(DetectedCalls.thatTargetRoot().get("organizations"))
        .contains("AcceptHandshake", "LeaveOrganization");
  }

  /** A principal of a member cannot create a role with the ARN of the hub account. */
  @Test
  void everyExemptRoleOfThePolicyIsOfTheHubAccountOrOfStackSets() throws IOException {
    Set<String> exempt = new TreeSet<>();
    for (JsonNode statement : policy().path("Statement")) {
      statement.at("/Condition/ArnNotLike/aws:PrincipalArn").forEach(it -> exempt.add(it.asText()));
    }
    assertThat(exempt)
        .containsExactly(
            "arn:*:iam::*:role/stacksets-exec-*",
            "arn:*:iam::111122223333:role/deploy",
            "arn:*:iam::111122223333:role/rootmon-function-*");
  }

  private static JsonNode statement(String id) throws IOException {
    for (JsonNode statement : policy().path("Statement")) {
      if (statement.path("Sid").asText().equals(id)) {
        return statement;
      }
    }
    throw new AssertionError("scp.json: expected a statement " + id);
  }

  private static Set<String> actions(String id) throws IOException {
    JsonNode action = statement(id).path("Action");
    Set<String> actions = new TreeSet<>();
    if (action.isTextual()) {
      actions.add(action.asText());
    }
    action.forEach(it -> actions.add(it.asText()));
    return actions;
  }

  private static String text(CloudFormationTemplate template, String type, String property) {
    return template.only(type).path(property).asText();
  }

  private static JsonNode policy() throws IOException {
    return JSON.readTree(Files.readString(FILE));
  }
}
