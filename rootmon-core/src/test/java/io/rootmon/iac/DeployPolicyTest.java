package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The policies of those who deploy: {@code iac/deploy-hub.json} and {@code deploy-management.json}.
 */
class DeployPolicyTest {
  private static final Path IAC = Path.of("..", "iac");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ACTION = Pattern.compile("[a-z0-9]+:[A-Z][A-Za-z0-9]+");
  private static final Pattern RESOURCE = Pattern.compile("(?m)^resource \"(aws_\\w+)\"");

  /** The action that creates a resource of Terraform's type. */
  private static final Map<String, String> CREATES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("aws_athena_named_query", "athena:CreateNamedQuery"),
              Map.entry("aws_athena_workgroup", "athena:CreateWorkGroup"),
              Map.entry("aws_cloudformation_stack", "cloudformation:CreateStack"),
              Map.entry(
                  "aws_cloudformation_stack_instances", "cloudformation:CreateStackInstances"),
              Map.entry("aws_cloudformation_stack_set", "cloudformation:CreateStackSet"),
              Map.entry("aws_cloudwatch_dashboard", "cloudwatch:PutDashboard"),
              Map.entry("aws_cloudwatch_event_archive", "events:CreateArchive"),
              Map.entry("aws_cloudwatch_event_bus", "events:CreateEventBus"),
              Map.entry("aws_cloudwatch_event_bus_policy", "events:PutPermission"),
              Map.entry("aws_cloudwatch_event_rule", "events:PutRule"),
              Map.entry("aws_cloudwatch_event_target", "events:PutTargets"),
              Map.entry("aws_cloudwatch_log_group", "logs:CreateLogGroup"),
              Map.entry("aws_cloudwatch_metric_alarm", "cloudwatch:PutMetricAlarm"),
              Map.entry("aws_dynamodb_table", "dynamodb:CreateTable"),
              Map.entry("aws_glue_catalog_database", "glue:CreateDatabase"),
              Map.entry("aws_glue_catalog_table", "glue:CreateTable"),
              Map.entry("aws_iam_role", "iam:CreateRole"),
              Map.entry("aws_iam_role_policy", "iam:PutRolePolicy"),
              Map.entry("aws_kms_alias", "kms:CreateAlias"),
              Map.entry("aws_kms_key", "kms:CreateKey"),
              Map.entry("aws_lambda_alias", "lambda:CreateAlias"),
              Map.entry("aws_lambda_event_source_mapping", "lambda:CreateEventSourceMapping"),
              Map.entry("aws_lambda_function", "lambda:CreateFunction"),
              Map.entry("aws_lambda_function_url", "lambda:CreateFunctionUrlConfig"),
              Map.entry("aws_sns_topic", "sns:CreateTopic"),
              Map.entry("aws_sns_topic_subscription", "sns:Subscribe"),
              Map.entry("aws_sqs_queue", "sqs:CreateQueue"),
              Map.entry("aws_ssm_parameter", "ssm:PutParameter")));

  @ParameterizedTest
  @ValueSource(strings = {"deploy-hub.json", "deploy-management.json"})
  void aRoleCanHaveTheInlinePolicy(String file) throws IOException {
    JsonNode policy = policy(file);
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    assertThat(policy.toString()).hasSizeLessThanOrEqualTo(10_240);
    assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
    Set<String> ids = new HashSet<>();
    for (JsonNode statement : policy.path("Statement")) {
      assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
      assertThat(ids.add(statement.path("Sid").asText())).isTrue();
      assertThat(texts(statement.path("Action"))).allMatch(it -> ACTION.matcher(it).matches());
      assertThat(texts(statement.path("Resource")))
          .isNotEmpty()
          .noneMatch(it -> it.contains("arn:aws:"));
    }
  }

  /** What cannot be limited to rootmon's own resources only reads, or creates. */
  @ParameterizedTest
  @ValueSource(strings = {"deploy-hub.json", "deploy-management.json"})
  void onlyReadsAndCreationsAreGrantedOnEveryResource(String file) throws IOException {
    for (JsonNode statement : policy(file).path("Statement")) {
      if (texts(statement.path("Resource")).contains("*")) {
        assertThat(texts(statement.path("Action")))
            .allMatch(
                it ->
                    it.matches("\\w+:(Describe|List|Get|Create).*")
                        || it.startsWith("events:")
                        || it.endsWith("EventSourceMapping"));
      }
    }
  }

  @Test
  void theHubsDeployerCanCreateEveryTypeOfResource() throws IOException {
    Set<String> types = new TreeSet<>(types(IAC.resolve("hub")));
    types.addAll(types(IAC.resolve("examples").resolve("complete").resolve("spokes.tf")));
    assertThat(actions("deploy-hub.json")).containsAll(creating(types));
  }

  @Test
  void theManagementAccountsDeployerCanCreateEveryTypeOfResource() throws IOException {
    Set<String> types = types(IAC.resolve("examples").resolve("complete").resolve("management.tf"));
    assertThat(actions("deploy-management.json")).containsAll(creating(types));
  }

  private static List<String> creating(Set<String> types) {
    assertThat(types).isNotEmpty();
    assertThat(CREATES).containsKeys(types.toArray(String[]::new));
    return types.stream().map(CREATES::get).toList();
  }

  /** The types of resources of a file, or of a folder's files. */
  private static Set<String> types(Path path) throws IOException {
    Set<String> types = new TreeSet<>();
    try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".tf")).toList()) {
        RESOURCE.matcher(Files.readString(file)).results().forEach(it -> types.add(it.group(1)));
      }
    }
    return types;
  }

  private static List<String> actions(String file) throws IOException {
    List<String> actions = new ArrayList<>();
    policy(file).path("Statement").forEach(it -> actions.addAll(texts(it.path("Action"))));
    return actions;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(it -> texts.add(it.asText()));
    } else {
      texts.add(node.asText());
    }
    return texts;
  }

  private static JsonNode policy(String file) throws IOException {
    return JSON.readTree(Files.readString(IAC.resolve(file)));
  }
}
