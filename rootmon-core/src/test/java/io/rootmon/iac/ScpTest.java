package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The service control policy that keeps members' hands off the spoke. */
class ScpTest {
  private static final Path FILE = Path.of("..", "iac", "spoke", "scp.json");
  private static final Path PAGE = Path.of("..", "docs", "security.md");
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void thePageShowsTheFile() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n") + "```json\n".length();
    assertThat(page.substring(start, page.indexOf("```", start))).isEqualTo(Files.readString(FILE));
  }

  @Test
  void organizationsTakesIt() throws IOException {
    // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
    assertThat(policy().toString()).hasSizeLessThanOrEqualTo(5_120);
    for (JsonNode statement : policy().path("Statement")) {
      assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    }
  }

  @Test
  void everyPartOfTheSpokeIsCovered() throws IOException {
    List<String> arns = new ArrayList<>();
    Template spoke = Template.spoke();
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
    policy()
        .path("Statement")
        .get(0)
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

  /** What the detector calls a change of the spoke, members may not do. */
  @Test
  void everyCallThatRemovesAPartIsDenied() throws IOException {
    List<String> denied = new ArrayList<>();
    policy().path("Statement").get(0).path("Action").forEach(it -> denied.add(it.asText()));
    assertThat(
            Call.thatChangeRootmon().stream()
                .filter(it -> it.parameter().contains("rootmon-spoke") || isOfARule(it))
                .filter(it -> !it.parameter().startsWith("stackSetName"))
                .map(it -> it.service().replace("monitoring", "cloudwatch") + ":" + it.name())
                .distinct())
        .contains("events:DeleteRule", "iam:DeleteRole")
        .allMatch(denied::contains);
  }

  private static boolean isOfARule(Call call) {
    return call.service().equals("events") && call.parameter().contains("rootmon-root-activity");
  }

  private static String text(Template template, String type, String property) {
    return template.only(type).path(property).asText();
  }

  private static JsonNode policy() throws IOException {
    return JSON.readTree(Files.readString(FILE));
  }
}
