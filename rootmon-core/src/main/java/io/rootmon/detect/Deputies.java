package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recognizes the services that execute a user's instructions: a template, a document, a build, a
 * workflow. A change that such a service makes with the root identity counts as root's own
 * activity. AWS forwards the caller's identity in <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">forward
 * access sessions</a> and names the service in {@code invokedBy}.
 *
 * <p>All other services, such as Auto Scaling, work for the account on their own initiative.
 * Because no list of services is complete, a call of any service that changes identities, returns
 * credentials or opens a resource counts as root's as well.
 */
final class Deputies {
  /**
   * The names by the first label of the service principal; {@code states} is the label of {@code
   * states.us-east-1.amazonaws.com}.
   */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          // Templates and products: they create any resource that their author names.
          Map.entry("cloudformation", "CloudFormation"),
          Map.entry("stacksets", "CloudFormation StackSets"),
          Map.entry("cloudcontrolapi", "Cloud Control API"),
          Map.entry("servicecatalog", "Service Catalog"),
          Map.entry("servicecatalog-appregistry", "Service Catalog AppRegistry"),
          Map.entry("proton", "Proton"),
          Map.entry("controltower", "Control Tower"),
          Map.entry("serverlessrepo", "Serverless Application Repository"),
          Map.entry("launchwizard", "Launch Wizard"),
          Map.entry("elasticbeanstalk", "Elastic Beanstalk"),
          Map.entry("opsworks", "OpsWorks"),
          Map.entry("opsworks-cm", "OpsWorks"),
          Map.entry("amplify", "Amplify"),
          Map.entry("amplifybackend", "Amplify"),
          Map.entry("apprunner", "App Runner"),
          Map.entry("cloud9", "Cloud9"),
          Map.entry("cloudshell", "CloudShell"),
          Map.entry("imagebuilder", "EC2 Image Builder"),
          // Documents, remediation and experiments: they call any API that their author names.
          Map.entry("ssm", "Systems Manager"),
          Map.entry("ssm-incidents", "Incident Manager"),
          Map.entry("ssm-quicksetup", "Systems Manager Quick Setup"),
          Map.entry("ssm-automation", "Systems Manager Automation"),
          Map.entry("automation", "Systems Manager Automation"),
          Map.entry("config", "Config"),
          Map.entry("config-conforms", "Config"),
          Map.entry("config-multiaccountsetup", "Config"),
          Map.entry("remediation", "Config"),
          Map.entry("fis", "Fault Injection Service"),
          Map.entry("arc-region-switch", "Region switch"),
          Map.entry("resiliencehub", "Resilience Hub"),
          // Builds and deployments: they run commands.
          Map.entry("codebuild", "CodeBuild"),
          Map.entry("codepipeline", "CodePipeline"),
          Map.entry("codedeploy", "CodeDeploy"),
          Map.entry("codestar", "CodeStar"),
          Map.entry("codecatalyst", "CodeCatalyst"),
          // Workflows, schedules and functions: they call any API that their definition names.
          Map.entry("states", "Step Functions"),
          Map.entry("events", "EventBridge"),
          Map.entry("scheduler", "EventBridge Scheduler"),
          Map.entry("pipes", "EventBridge Pipes"),
          Map.entry("lambda", "Lambda"),
          Map.entry("edgelambda", "Lambda@Edge"),
          Map.entry("apigateway", "API Gateway"),
          Map.entry("appsync", "AppSync"),
          Map.entry("iot", "IoT"),
          Map.entry("swf", "Simple Workflow Service"),
          Map.entry("airflow", "Managed Workflows for Apache Airflow"),
          Map.entry("datapipeline", "Data Pipeline"),
          Map.entry("glue", "Glue"),
          Map.entry("databrew", "Glue DataBrew"),
          Map.entry("batch", "Batch"),
          // Assistants and agents: they act on a prompt.
          Map.entry("bedrock", "Bedrock"),
          Map.entry("bedrock-agentcore", "Bedrock AgentCore"),
          Map.entry("q", "Amazon Q"),
          Map.entry("qdeveloper", "Amazon Q Developer"),
          Map.entry("codewhisperer", "Amazon Q Developer"),
          Map.entry("chatbot", "Amazon Q Developer in chat applications"),
          Map.entry("aidevops", "DevOps Agent"),
          Map.entry("aiops", "CloudWatch investigations"),
          // The console's own front ends and tools.
          Map.entry("console", "the AWS console"),
          Map.entry("resource-groups", "Resource Groups"),
          Map.entry("tagging", "Resource Groups"),
          Map.entry("sqlworkbench", "the Redshift query editor"));

  /** Services whose resources no AWS service changes on its own initiative. */
  private static final Set<String> OF_IDENTITIES =
      Set.of(
          "iam",
          "sts",
          "organizations",
          "account",
          "sso",
          "sso-directory",
          "identitystore",
          "rolesanywhere");

  /** The calls with which a service creates the role that it needs on its first use. */
  private static final Set<String> SERVICE_LINKED =
      Set.of("CreateServiceLinkedRole", "DeleteServiceLinkedRole");

  /** Calls that open a resource to others. */
  private static final Set<String> OPENING =
      Set.of(
          "PutBucketPolicy",
          "PutBucketAcl",
          "PutObjectAcl",
          "PutBucketPublicAccessBlock",
          "DeleteBucketPublicAccessBlock",
          "DeleteAccountPublicAccessBlock",
          "PutAccountPublicAccessBlock",
          "PutResourcePolicy",
          "PutKeyPolicy",
          "SetRepositoryPolicy",
          "PutRepositoryPolicy",
          "AddPermission",
          "AddPermission20150331",
          "AddPermission20150331v2",
          "ModifyImageAttribute",
          "ModifySnapshotAttribute",
          "ModifyDBSnapshotAttribute",
          "ModifyDBClusterSnapshotAttribute");

  private static final Set<String> USES_OF_KEYS =
      Set.of(
          "Encrypt",
          "Decrypt",
          "ReEncrypt",
          "ReEncryptFrom",
          "ReEncryptTo",
          "GenerateDataKey",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateMac",
          "CreateGrant",
          "RetireGrant",
          "Sign");

  /**
   * The end of the names of AWS's <a
   * href="https://aws.amazon.com/blogs/security/understanding-iam-for-managed-aws-mcp-servers/">managed
   * MCP servers</a>, such as {@code aws-mcp} and {@code eks-mcp}.
   */
  private static final String MCP = "-mcp";

  private static final List<String> DOMAINS =
      List.of(".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".aws.internal");

  private Deputies() {}

  /** Returns the name of the service that executed root's instructions. */
  static Optional<String> find(CloudTrailEvent event) {
    return event
        .identity()
        .invokedBy()
        .flatMap(Deputies::named)
        .or(() -> event.sourceAddress().flatMap(Deputies::named));
  }

  /** Returns whether the service in the record executed root's instructions. */
  static boolean actsForRoot(CloudTrailEvent event) {
    if (isOwnBookkeeping(event)) {
      return false;
    }
    boolean onlyReads = AccessLevels.readOnly(event).orElse(false);
    boolean opensOrIdentifies =
        !onlyReads
            && (OPENING.contains(event.name())
                || (OF_IDENTITIES.contains(event.service())
                    && !SERVICE_LINKED.contains(event.name())));
    // Every service decrypts data that its caller may read, so decryption alone is no instruction
    // of root.
    boolean givesOutCredentials =
        SecretReads.mints(event) || (SecretReads.isOne(event) && !encrypts(event));
    return opensOrIdentifies
        || givesOutCredentials
        || isForwarded(event)
        || (find(event).isPresent() && !onlyReads && !encrypts(event));
  }

  /** Returns whether the call uses a key, in contrast to a change of the key. */
  private static boolean encrypts(CloudTrailEvent event) {
    return event.isFrom("kms") && USES_OF_KEYS.contains(event.name());
  }

  /**
   * Returns whether a service only tags its own resource. The prefix of the key is reserved, so
   * users cannot set it.
   */
  private static boolean isOwnBookkeeping(CloudTrailEvent event) {
    boolean tags =
        event.name().startsWith("CreateTags")
            || event.name().startsWith("AddTags")
            || event.name().startsWith("Tag");
    if (!tags) {
      return false;
    }
    List<String> keys =
        event.requestParameters().values().entrySet().stream()
            .filter(it -> isTagKey(it.getKey().toLowerCase(Locale.ROOT)))
            .map(Map.Entry::getValue)
            .toList();
    return !keys.isEmpty() && keys.stream().allMatch(it -> it.startsWith("aws:"));
  }

  /** Returns whether a path such as {@code tagSet.items[0].key} contains the key of a tag. */
  private static boolean isTagKey(String path) {
    return path.endsWith(".key") && path.lastIndexOf("tag", path.length() - ".key".length()) >= 0;
  }

  private static Optional<String> named(String principal) {
    String name = principal.strip().toLowerCase(Locale.ROOT);
    return DOMAINS.stream()
        .filter(it -> name.endsWith(it))
        .map(it -> name.substring(0, name.length() - it.length()))
        .flatMap(it -> Stream.of(it.split("\\.", -1)))
        .flatMap(it -> nameOf(it).stream())
        .findFirst();
  }

  private static Optional<String> nameOf(String label) {
    return label.endsWith(MCP)
        ? Optional.of("an AWS MCP server")
        : Optional.ofNullable(NAMES.get(label));
  }

  /** Returns whether an MCP server forwarded the call: an agent made it with root's credentials. */
  private static boolean isForwarded(CloudTrailEvent event) {
    return event
        .identity()
        .invokedBy()
        .filter(it -> named(it).isPresent())
        .filter(it -> it.strip().toLowerCase(Locale.ROOT).contains(MCP + "."))
        .isPresent();
  }
}
