package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rootmon.internal.coverage.aws.AwsEnabledRegions;
import io.rootmon.internal.coverage.aws.CloudFormationStackSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Machine;

/**
 * Statements of the hub that can be read without Terraform, each with the page that it rests on.
 */
class HubPolicyTest {
  private static final Path HUB = Path.of("..", "iac", "hub");
  private static final Path EXAMPLES = Path.of("..", "iac", "examples");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY_ID = "11111111-2222-3333-4444-555555555555";
  private static final String KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/" + KEY_ID;
  private static final String ALIAS = "alias/rootmon";
  private static final String ALIAS_ARN = "arn:aws:kms:eu-west-1:111122223333:alias/rootmon";

  /**
   * {@code events:source} is an array: <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
   * such a key requires a set operator</a>. ForAllValues is true for an absent key, so Null
   * requires it.
   */
  @Test
  void theBusPolicyUsesASetOperatorForTheSource() throws IOException {
    assertThat(text("bus.tf"))
        .containsPattern("\"ForAllValues:StringLike\" *= *\\{ \"events:source\" = \"aws\\.\\*\" }")
        .containsPattern("Null *= *\\{ \"events:source\" = \"false\" }")
        .containsPattern("Bool *= *\\{ \"events:eventBusInvocation\" = \"true\" }")
        .doesNotContainPattern("(?m)^ *StringLike *= *\\{ \"events:source\"");
  }

  /**
   * A disabled key stops every service that encrypts with it; EventBridge and CloudWatch do not
   * retry.
   */
  @Test
  void deadLettersAndAlarmsHaveNoCustomerKey() throws IOException {
    String queues = text("queue.tf");
    String deadLetters = queues.substring(queues.indexOf("\"aws_sqs_queue\" \"dead_letters\""));
    assertThat(deadLetters)
        .containsPattern("sqs_managed_sse_enabled *= *true")
        .doesNotContain("kms_master_key_id");
    assertThat(text("alarm_topic.tf")).doesNotContain("kms_master_key_id");
    assertThat(text("alarms.tf")).doesNotContain("aws_sns_topic.this");
  }

  /**
   * SES checks the identity and the configuration set that is <a
   * href="https://docs.aws.amazon.com/ses/latest/dg/managing-configuration-sets-default-adding.html">the
   * identity's default</a>.
   */
  @Test
  void theRoleMayUseEveryConfigurationSetOfItsAccount() throws IOException {
    assertThat(text("role.tf")).contains(":configuration-set/*\"");
  }

  @Test
  void onlyTheQueueHasARetryPolicyAsATarget() throws IOException {
    String bus = text("bus.tf");
    int target = bus.indexOf("resource \"aws_cloudwatch_event_target\"");
    assertThat(bus.indexOf("retry_policy")).isGreaterThan(target);
    assertThat(bus.substring(target)).contains("aws_sqs_queue.this.arn");
  }

  /**
   * The provider waits ten minutes for a function and thirty for stacks: <a
   * href="https://github.com/hashicorp/terraform-provider-aws/issues/43973">a snapshot</a>, and 500
   * accounts in 17 regions, take longer.
   */
  @Test
  void theProviderWaitsLongEnough() throws IOException {
    assertThat(text("function.tf")).containsPattern("create *= *\"20m\"");
    for (String example : List.of("complete", "single-account")) {
      StringBuilder code = new StringBuilder();
      for (Path file : files(EXAMPLES.resolve(example))) {
        code.append(Files.readString(file));
      }
      assertThat(count(code, "(?s)resource \"aws_cloudformation_stack_instances\""))
          .as(example)
          .isPositive()
          .isEqualTo(count(code, "create *= *\"4h\""));
    }
  }

  /** DeleteWorkGroup refuses a workgroup with a query history otherwise. */
  @Test
  void theWorkgroupCanBeRemovedAfterAQuery() throws IOException {
    assertThat(text("athena.tf")).containsPattern("force_destroy *= *true");
  }

  /**
   * Organizations retired <a
   * href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html">Status</a>
   * on 2026-09-09: only the state excludes an account.
   */
  @Test
  void noAccountIsLeftOutForAMissingStatus() throws IOException {
    assertThat(Files.readString(EXAMPLES.resolve("complete").resolve("main.tf")))
        .contains("\"SUSPENDED\", \"PENDING_CLOSURE\", \"CLOSED\"")
        .doesNotContain("== \"ACTIVE\"");
  }

  /** The permissions of the role that the hourly check uses are those that its code declares. */
  @Test
  void theRoleHasTheActionsOfTheCoverageCheck() throws IOException {
    JsonNode permissions = JSON.readTree(Path.of("..", "iac", "permissions.json").toFile());
    assertThat(permissions.path("drift"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(CloudFormationStackSets.ACTIONS);
    assertThat(permissions.path("delegatedAdministrator"))
        .extracting(JsonNode::asText)
        .containsExactly(CloudFormationStackSets.DELEGATED_ADMINISTRATOR_ACTION);
    assertThat(permissions.path("regions"))
        .extracting(JsonNode::asText)
        .containsExactly(AwsEnabledRegions.ACTION);
  }

  /**
   * An older version of the function judges the rules of a newer template as tampering, so that the
   * spokes are updated after the function.
   */
  @Test
  void theSpokesChangeAfterTheFunction() throws IOException {
    String outputs = text("outputs.tf");
    int start = outputs.indexOf("output \"bus_arn\"");
    assertThat(outputs.substring(start, outputs.indexOf("\n}", start)))
        .contains(
            "aws_cloudwatch_event_bus_policy.this",
            "aws_cloudwatch_event_target.queue",
            "aws_lambda_alias.live",
            "aws_lambda_event_source_mapping.queue");
    for (String example : List.of("complete", "single-account")) {
      StringBuilder code = new StringBuilder();
      for (Path file : files(EXAMPLES.resolve(example))) {
        code.append(Files.readString(file));
      }
      assertThat(count(code, "HubBusArn *= module\\.hub\\.bus_arn")).as(example).isEqualTo(1);
      assertThat(count(code, "HubBusArn")).as(example).isEqualTo(1);
      assertThat(count(code, "resource \"aws_cloudformation_stack_set\""))
          .as("%s: StackSets with the parameters", example)
          .isEqualTo(count(code, "(?m)^  parameters *= (local\\.spoke_parameters$|\\{$)"));
    }
  }

  /** Without preferences, StackSets stops after the first stack that fails. */
  @Test
  void everyUpdateOfAStackSetToleratesAFailedStack() throws IOException {
    for (String example : List.of("complete", "single-account")) {
      for (Path file : files(EXAMPLES.resolve(example))) {
        String code = Files.readString(file);
        assertThat(count(code, "failure_tolerance_percentage = 100"))
            .as("%s", file)
            .isEqualTo(count(code, "resource \"aws_cloudformation_stack_(set|instances)\""));
      }
    }
  }

  private static long count(CharSequence text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".tf")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DisableKey",
        "ScheduleKeyDeletion",
        "PutKeyPolicy",
        "DisableKeyRotation",
        "RevokeGrant"
      })
  void aChangeOfTheKeyMatchesByEachOfItsNames(String call) throws Exception {
    Machine machine = machine();
    for (String name : List.of(KEY_ID, KEY_ARN, ALIAS, ALIAS_ARN)) {
      assertThat(machine.rulesForJSONEvent(event(call, "keyId", name))).as(name).hasSize(1);
    }
    assertThat(machine.rulesForJSONEvent(event(call, "keyId", "99999999-2222-3333-4444-5555")))
        .isEmpty();
  }

  @Test
  void theAliasMatchesAndTheUseOfTheKeyDoesNot() throws Exception {
    assertThat(machine().rulesForJSONEvent(event("DeleteAlias", "aliasName", ALIAS))).hasSize(1);
    assertThat(machine().rulesForJSONEvent(event("UpdateAlias", "aliasName", ALIAS))).hasSize(1);
    assertThat(machine().rulesForJSONEvent(event("DeleteAlias", "aliasName", "alias/other")))
        .isEmpty();
    assertThat(machine().rulesForJSONEvent(event("Decrypt", "keyId", KEY_ARN))).isEmpty();
  }

  private static JsonNode event(String call, String field, String name) throws IOException {
    return JSON.readTree(
        """
        {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail", "account": "111122223333",
         "detail": {"eventSource": "kms.amazonaws.com", "eventName": "%s",
                    "requestParameters": {"%s": "%s"}}}
        """
            .formatted(call, field, name));
  }

  private static Machine machine() throws IOException {
    Machine machine = Machine.builder().build();
    machine.addRule(
        "key-changed",
        text("key-changed.json")
            .replace("${key_id}", KEY_ID)
            .replace("${key_arn}", KEY_ARN)
            .replace("${alias_arn}", ALIAS_ARN)
            .replace("${alias}", ALIAS));
    return machine;
  }

  private static String text(String file) throws IOException {
    return Files.readString(HUB.resolve(file));
  }
}
