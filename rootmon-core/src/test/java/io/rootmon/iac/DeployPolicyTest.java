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

  private static final List<String> ROLE_CALLS =
      List.of(
          "iam:DeleteRole",
          "iam:DeleteRolePermissionsBoundary",
          "iam:GetRole",
          "iam:ListAttachedRolePolicies",
          "iam:ListInstanceProfilesForRole",
          "iam:ListRolePolicies",
          "iam:PassRole",
          "iam:PutRolePermissionsBoundary",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole");

  private static final List<String> STACK_SET_CALLS =
      List.of(
          "cloudformation:DeleteStackSet",
          "cloudformation:DescribeStackSet",
          "cloudformation:DescribeStackSetOperation",
          "cloudformation:TagResource",
          "cloudformation:UntagResource",
          "cloudformation:UpdateStackSet");

  private static final List<String> STACK_INSTANCES_CALLS =
      List.of(
          "cloudformation:DeleteStackInstances",
          "cloudformation:DescribeStackInstance",
          "cloudformation:DescribeStackSetOperation",
          "cloudformation:ListStackInstances",
          "cloudformation:UpdateStackInstances");

  /**
   * The other actions for a resource of Terraform's type: those that <a
   * href="https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service">the
   * provider</a> calls to read, change, tag and delete it, and those that AWS requires of the
   * caller for these calls.
   */
  private static final Map<String, List<String>> OTHERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "aws_athena_named_query",
                  List.of("athena:DeleteNamedQuery", "athena:GetNamedQuery")),
              Map.entry(
                  "aws_athena_workgroup",
                  List.of(
                      "athena:DeleteWorkGroup",
                      "athena:GetWorkGroup",
                      "athena:ListTagsForResource",
                      "athena:TagResource",
                      "athena:UntagResource",
                      "athena:UpdateWorkGroup")),
              // With the caller's permissions, CloudFormation changes the function's policy.
              Map.entry(
                  "aws_cloudformation_stack",
                  List.of(
                      "cloudformation:DeleteStack",
                      "cloudformation:DescribeStackEvents",
                      "cloudformation:DescribeStacks",
                      "cloudformation:GetTemplate",
                      "cloudformation:TagResource",
                      "cloudformation:UntagResource",
                      "cloudformation:UpdateStack",
                      "lambda:AddPermission",
                      "lambda:GetPolicy",
                      "lambda:RemovePermission")),
              Map.entry("aws_cloudformation_stack_instances", STACK_INSTANCES_CALLS),
              Map.entry("aws_cloudformation_stack_set", STACK_SET_CALLS),
              Map.entry(
                  "aws_cloudwatch_dashboard",
                  List.of("cloudwatch:DeleteDashboards", "cloudwatch:GetDashboard")),
              Map.entry(
                  "aws_cloudwatch_event_archive",
                  List.of(
                      "events:DeleteArchive", "events:DescribeArchive", "events:UpdateArchive")),
              Map.entry(
                  "aws_cloudwatch_event_bus",
                  List.of(
                      "events:DeleteEventBus",
                      "events:DescribeEventBus",
                      "events:ListTagsForResource",
                      "events:TagResource",
                      "events:UntagResource",
                      "events:UpdateEventBus")),
              Map.entry(
                  "aws_cloudwatch_event_bus_policy",
                  List.of("events:DescribeEventBus", "events:RemovePermission")),
              Map.entry(
                  "aws_cloudwatch_event_rule",
                  List.of(
                      "events:DeleteRule", "events:DescribeRule", "events:ListTagsForResource")),
              Map.entry(
                  "aws_cloudwatch_event_target",
                  List.of("events:ListTargetsByRule", "events:RemoveTargets")),
              Map.entry(
                  "aws_cloudwatch_log_group",
                  List.of(
                      "logs:AssociateKmsKey",
                      "logs:DeleteLogGroup",
                      "logs:DescribeLogGroups",
                      "logs:DisassociateKmsKey",
                      "logs:ListTagsForResource",
                      "logs:PutRetentionPolicy",
                      "logs:TagResource",
                      "logs:UntagResource")),
              Map.entry(
                  "aws_cloudwatch_metric_alarm",
                  List.of(
                      "cloudwatch:DeleteAlarms",
                      "cloudwatch:DescribeAlarms",
                      "cloudwatch:ListTagsForResource",
                      "cloudwatch:TagResource",
                      "cloudwatch:UntagResource")),
              // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
              Map.entry(
                  "aws_dynamodb_table",
                  List.of(
                      "dynamodb:DeleteTable",
                      "dynamodb:DescribeContinuousBackups",
                      "dynamodb:DescribeTable",
                      "dynamodb:DescribeTimeToLive",
                      "dynamodb:ListTagsOfResource",
                      "dynamodb:TagResource",
                      "dynamodb:UntagResource",
                      "dynamodb:UpdateContinuousBackups",
                      "dynamodb:UpdateTable",
                      "dynamodb:UpdateTimeToLive",
                      "kms:CreateGrant",
                      "kms:Decrypt",
                      "kms:DescribeKey",
                      "kms:Encrypt",
                      "kms:GenerateDataKey",
                      "kms:ReEncryptFrom",
                      "kms:ReEncryptTo")),
              Map.entry(
                  "aws_glue_catalog_database",
                  List.of(
                      "glue:DeleteDatabase",
                      "glue:GetDatabase",
                      "glue:GetTags",
                      "glue:TagResource",
                      "glue:UntagResource",
                      "glue:UpdateDatabase")),
              Map.entry(
                  "aws_glue_catalog_table",
                  List.of(
                      "glue:DeleteTable",
                      "glue:GetPartitionIndexes",
                      "glue:GetTable",
                      "glue:UpdateTable")),
              Map.entry("aws_iam_role", ROLE_CALLS),
              Map.entry(
                  "aws_iam_role_policy", List.of("iam:DeleteRolePolicy", "iam:GetRolePolicy")),
              Map.entry(
                  "aws_kms_alias",
                  List.of("kms:DeleteAlias", "kms:ListAliases", "kms:UpdateAlias")),
              Map.entry(
                  "aws_kms_key",
                  List.of(
                      "kms:DescribeKey",
                      "kms:EnableKeyRotation",
                      "kms:GetKeyPolicy",
                      "kms:GetKeyRotationStatus",
                      "kms:ListResourceTags",
                      "kms:PutKeyPolicy",
                      "kms:ScheduleKeyDeletion",
                      "kms:TagResource",
                      "kms:UntagResource",
                      "kms:UpdateKeyDescription")),
              Map.entry(
                  "aws_lambda_alias",
                  List.of("lambda:DeleteAlias", "lambda:GetAlias", "lambda:UpdateAlias")),
              Map.entry(
                  "aws_lambda_event_source_mapping",
                  List.of(
                      "lambda:DeleteEventSourceMapping",
                      "lambda:GetEventSourceMapping",
                      "lambda:ListTags",
                      "lambda:TagResource",
                      "lambda:UntagResource",
                      "lambda:UpdateEventSourceMapping")),
              // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, and the
              // layers.
              Map.entry(
                  "aws_lambda_function",
                  List.of(
                      "ec2:DescribeSecurityGroups",
                      "ec2:DescribeSubnets",
                      "ec2:DescribeVpcs",
                      "iam:PassRole",
                      "lambda:DeleteFunction",
                      "lambda:GetFunction",
                      "lambda:GetFunctionCodeSigningConfig",
                      "lambda:GetFunctionConfiguration",
                      "lambda:GetLayerVersion",
                      "lambda:ListTags",
                      "lambda:ListVersionsByFunction",
                      "lambda:PublishVersion",
                      "lambda:TagResource",
                      "lambda:UntagResource",
                      "lambda:UpdateFunctionCode",
                      "lambda:UpdateFunctionConfiguration",
                      "s3:GetObject",
                      "s3:GetObjectVersion")),
              Map.entry(
                  "aws_lambda_function_url",
                  List.of(
                      "lambda:AddPermission",
                      "lambda:DeleteFunctionUrlConfig",
                      "lambda:GetFunctionUrlConfig",
                      "lambda:RemovePermission",
                      "lambda:UpdateFunctionUrlConfig")),
              Map.entry(
                  "aws_sns_topic",
                  List.of(
                      "sns:DeleteTopic",
                      "sns:GetTopicAttributes",
                      "sns:ListTagsForResource",
                      "sns:SetTopicAttributes",
                      "sns:TagResource",
                      "sns:UntagResource")),
              Map.entry(
                  "aws_sns_topic_subscription",
                  List.of(
                      "sns:GetSubscriptionAttributes",
                      "sns:SetSubscriptionAttributes",
                      "sns:Unsubscribe")),
              Map.entry(
                  "aws_sqs_queue",
                  List.of(
                      "sqs:DeleteQueue",
                      "sqs:GetQueueAttributes",
                      "sqs:ListQueueTags",
                      "sqs:SetQueueAttributes",
                      "sqs:TagQueue",
                      "sqs:UntagQueue")),
              Map.entry(
                  "aws_ssm_parameter",
                  List.of(
                      "ssm:AddTagsToResource",
                      "ssm:DeleteParameter",
                      "ssm:DescribeParameters",
                      "ssm:GetParameter",
                      "ssm:ListTagsForResource",
                      "ssm:RemoveTagsFromResource"))));

  /**
   * Glue authorizes a call for the resource and its ancestors, and a deletion <a
   * href="https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html">for
   * everything that the resource contains</a>.
   */
  @Test
  void theHubsDeployerMayDeleteTheDatabaseWithItsContents() throws IOException {
    assertThat(resources("deploy-hub.json", "glue:DeleteDatabase"))
        .containsExactlyInAnyOrder(
            "arn:*:glue:*:*:catalog",
            "arn:*:glue:*:*:database/rootmon",
            "arn:*:glue:*:*:table/rootmon/*",
            "arn:*:glue:*:*:userDefinedFunction/rootmon/*");
  }

  /** A layer, such as one with databases of locations, belongs to any account and has any name. */
  @Test
  void theHubsDeployerMayReadEveryLayer() throws IOException {
    assertThat(resources("deploy-hub.json", "lambda:GetLayerVersion"))
        .containsExactly("arn:*:lambda:*:*:layer:*:*");
  }

  @Test
  void theHubsDeployerChangesTheRoleOfTheFunctionOnly() throws IOException {
    for (String action : List.of("iam:CreateRole", "iam:PutRolePolicy", "iam:PassRole")) {
      assertThat(resources("deploy-hub.json", action))
          .containsExactly("arn:*:iam::*:role/rootmon-function-*");
    }
    assertThat(Files.readString(IAC.resolve("hub").resolve("role.tf")))
        .containsPattern("name_prefix *= \"\\$\\{local\\.name}-function-\"");
  }

  private static List<String> resources(String file, String action) throws IOException {
    List<String> resources = new ArrayList<>();
    for (JsonNode statement : policy(file).path("Statement")) {
      if (texts(statement.path("Action")).contains(action)) {
        resources.addAll(texts(statement.path("Resource")));
      }
    }
    return resources;
  }

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
  void theHubsDeployerCanManageEveryTypeOfResource() throws IOException {
    Set<String> types = new TreeSet<>(types(IAC.resolve("hub")));
    types.addAll(types(IAC.resolve("examples").resolve("complete").resolve("spokes.tf")));
    assertThat(actions("deploy-hub.json")).containsAll(managing(types));
  }

  @Test
  void theManagementAccountsDeployerCanManageEveryTypeOfResource() throws IOException {
    Set<String> types = types(IAC.resolve("examples").resolve("complete").resolve("management.tf"));
    assertThat(actions("deploy-management.json")).containsAll(managing(types));
  }

  private static Set<String> managing(Set<String> types) {
    assertThat(types).isNotEmpty();
    assertThat(CREATES).containsKeys(types.toArray(String[]::new));
    assertThat(OTHERS).containsOnlyKeys(CREATES.keySet());
    Set<String> actions = new TreeSet<>();
    types.forEach(
        it -> {
          actions.add(CREATES.get(it));
          actions.addAll(OTHERS.get(it));
        });
    return actions;
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
