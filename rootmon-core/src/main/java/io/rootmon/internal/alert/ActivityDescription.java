package io.rootmon.internal.alert;

import static java.util.Map.entry;

import io.rootmon.cloudtrail.EventFields;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.MfaUse;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes activities as text. A description is a predicate: it continues a sentence whose subject
 * is the actor, as in "Root <em>removed its MFA device</em>" or "Root <em>tried to create an IAM
 * user</em>".
 *
 * <p>In the table of phrases, {@code past/infinitive} is the verb. {@code {account}} is replaced by
 * the account's name, and {@code {its}} by "its" or "the root user's".
 */
public final class ActivityDescription {
  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_SERVICE_LENGTH = 40;
  private static final int MAX_TASK_LENGTH = 60;

  /** Lambda and CloudFront append the version of their API to the name of a call. */
  private static final Pattern API_VERSION =
      Pattern.compile("(?:_?\\d{4}_\\d{2}_\\d{2}|\\d{8})(?:v\\d+)?$");

  private static final Pattern SERVICE_PRINCIPAL =
      Pattern.compile("([a-z0-9-]+)(?:\\.[a-z0-9-]+)*\\.amazonaws\\.com(?:\\.cn)?");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

  private static final Pattern IN_ACCOUNT = Pattern.compile(" (?:in|of|to|for|from) \\{account\\}");

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          entry("ConsoleLogin", "signed/sign in to {account}"),
          entry("CheckMfa", "passed/pass the MFA check of {account}"),
          entry(
              "PasswordRecoveryRequested", "requested/request a root password reset for {account}"),
          entry("PasswordRecoveryCompleted", "reset/reset the root password of {account} by email"),
          entry("PasswordUpdated", "changed/change {its} password in {account}"),
          entry("ChangePassword", "changed/change a password in {account}"),
          entry("EmailUpdated", "changed/change {its} email address in {account}"),
          entry("AcceptPrimaryEmailUpdate", "changed/change {its} email address in {account}"),
          entry(
              "StartPrimaryEmailUpdate",
              "started/start a change of {its} email address in {account}"),
          entry("PutContactInformation", "changed/change the contact details of {account}"),
          entry("PutAlternateContact", "changed/change an alternate contact of {account}"),
          entry("DeleteAlternateContact", "deleted/delete an alternate contact of {account}"),
          entry("SetContactAddress", "changed/change the contact details of {account}"),
          entry("GetSecretValue", "read/read a secret in {account}"),
          entry("BatchGetSecretValue", "read/read secrets in {account}"),
          entry("GetPasswordData", "read/read the password of an instance in {account}"),
          entry("GetAuthorizationToken", "read/read a container registry token in {account}"),
          entry("GetClusterCredentials", "read/read database credentials in {account}"),
          entry(
              "DeleteAccountPasswordPolicy", "deleted/delete the IAM password policy of {account}"),
          entry(
              "UpdateAccountPasswordPolicy", "changed/change the IAM password policy of {account}"),
          entry("EnableMFADevice", "registered/register an MFA device for a user in {account}"),
          entry("DeactivateMFADevice", "removed/remove a user's MFA device in {account}"),
          entry("DeleteVirtualMFADevice", "deleted/delete a virtual MFA device in {account}"),
          entry("CloseAccount", "closed/close {account}"),
          entry("CloseAccountResult", "closed/close {account}"),
          entry("PutAccountName", "changed/change the name of {account}"),
          entry("RemoveAccountFromOrganization", "removed/remove {account} from the organization"),
          entry("LeaveOrganization", "made/make {account} leave the organization"),
          entry(
              "AccountDepartedOrganization",
              "recorded/record that {account} left the organization"),
          entry(
              "AccountJoinedOrganization",
              "recorded/record that {account} joined the organization"),
          entry("CreateOAuth2Token", "created/create command-line credentials in {account}"),
          entry("StopLogging", "stopped/stop a CloudTrail trail in {account}"),
          entry("DeleteTrail", "deleted/delete a CloudTrail trail in {account}"),
          entry("UpdateTrail", "changed/change a CloudTrail trail in {account}"),
          entry("DeleteEventDataStore", "deleted/delete a CloudTrail Lake data store in {account}"),
          entry("DeleteFlowLogs", "deleted/delete VPC flow logs in {account}"),
          entry("PutEventSelectors", "changed/change what a CloudTrail trail records in {account}"),
          entry("DeleteDetector", "deleted/delete the GuardDuty detector in {account}"),
          entry("UpdateDetector", "changed/change the settings of GuardDuty in {account}"),
          entry(
              "UpdateMemberDetectors",
              "changed/change the settings of GuardDuty in member accounts of {account}"),
          entry(
              "UpdateOrganizationConfiguration",
              "changed/change the settings of a service for new accounts in {account}"),
          entry("DisableSecurityHubV2", "disabled/disable Security Hub in {account}"),
          entry(
              "DisableImportFindingsForProduct",
              "stopped/stop an import of findings into Security Hub in {account}"),
          entry(
              "CreateAutomationRule", "created/create a Security Hub automation rule in {account}"),
          entry(
              "CreateAutomationRuleV2",
              "created/create a Security Hub automation rule in {account}"),
          entry("UpdateEventDataStore", "changed/change a CloudTrail Lake data store in {account}"),
          entry("CreateFilter", "created/create a GuardDuty filter in {account}"),
          entry("UpdateFilter", "changed/change a GuardDuty filter in {account}"),
          entry("CreateIPSet", "created/create a GuardDuty trusted IP list in {account}"),
          entry(
              "CreateTrustedEntitySet",
              "created/create a GuardDuty trusted entity list in {account}"),
          entry("DisassociateMembers", "disassociated/disassociate GuardDuty members in {account}"),
          entry(
              "DeletePublishingDestination",
              "stopped/stop the export of GuardDuty findings in {account}"),
          entry("BatchDisableStandards", "disabled/disable Security Hub standards in {account}"),
          entry("StopConfigurationRecorder", "stopped/stop AWS Config in {account}"),
          entry("DisableSecurityHub", "disabled/disable Security Hub in {account}"),
          entry("DetachPolicy", "detached/detach an organization policy in {account}"),
          entry("UpdatePolicy", "changed/change an organization policy in {account}"),
          entry("DeletePolicy", "deleted/delete an organization policy in {account}"),
          entry("DisablePolicyType", "disabled/disable an organization policy type in {account}"),
          entry("DeleteOrganization", "deleted/delete the organization of {account}"),
          entry("MoveAccount", "moved/move {account} to another organizational unit"),
          entry("RegisterDelegatedAdministrator", "made/make {account} a delegated administrator"),
          entry(
              "DeregisterDelegatedAdministrator",
              "removed/remove {account} as a delegated administrator"),
          entry(
              "DisableAWSServiceAccess",
              "removed/remove a service's trusted access to the organization"),
          entry(
              "DeactivateOrganizationsAccess",
              "removed/remove trusted access for StackSets in {account}"),
          entry("DisableControl", "disabled/disable a Control Tower control in {account}"),
          entry("CreateUser", "created/create an IAM user in {account}"),
          entry("CreateAccessKey", "created/create an access key for a user in {account}"),
          entry("CreateLoginProfile", "created/create a console password for a user in {account}"),
          entry("UpdateLoginProfile", "changed/change the console password of a user in {account}"),
          entry("AttachUserPolicy", "granted/grant permissions to a user in {account}"),
          entry("PutUserPolicy", "granted/grant permissions to a user in {account}"),
          entry("AttachGroupPolicy", "granted/grant permissions to a group in {account}"),
          entry("PutGroupPolicy", "granted/grant permissions to a group in {account}"),
          entry("AttachRolePolicy", "granted/grant permissions to a role in {account}"),
          entry("PutRolePolicy", "granted/grant permissions to a role in {account}"),
          entry("AddUserToGroup", "added/add a user to a group in {account}"),
          entry("CreateRole", "created/create an IAM role in {account}"),
          entry("CreateServiceLinkedRole", "created/create a service-linked role in {account}"),
          entry("UpdateAssumeRolePolicy", "changed/change who can assume a role in {account}"),
          entry("CreateSAMLProvider", "added/add a SAML identity provider in {account}"),
          entry(
              "CreateOpenIDConnectProvider",
              "added/add an OpenID Connect identity provider in {account}"),
          entry("GetSessionToken", "created/create temporary credentials in {account}"),
          entry("GetFederationToken", "created/create federated credentials in {account}"),
          entry("GetSigninToken", "created/create a console sign-in token in {account}"),
          entry("RunInstances", "started/start EC2 instances in {account}"),
          entry("TerminateInstances", "terminated/terminate EC2 instances in {account}"),
          entry("DeleteBucket", "deleted/delete an S3 bucket in {account}"),
          entry("CreateBucket", "created/create an S3 bucket in {account}"),
          entry("PutBucketPolicy", "changed/change the policy of an S3 bucket in {account}"),
          entry("DeleteBucketPolicy", "deleted/delete the policy of an S3 bucket in {account}"),
          entry(
              "DeleteBucketPublicAccessBlock",
              "removed/remove the public access block of an S3 bucket in {account}"),
          entry(
              "AuthorizeSecurityGroupIngress",
              "opened/open a security group to incoming traffic in {account}"),
          entry("ModifyImageAttribute", "changed/change who can use an AMI in {account}"),
          entry("ModifySnapshotAttribute", "changed/change who can use a snapshot in {account}"),
          entry("EnableRegion", "enabled/enable a region in {account}"),
          entry("DisableRegion", "disabled/disable a region in {account}"),
          entry(
              "EnableOrganizationsRootSessions",
              "enabled/enable central root sessions in {account}"),
          entry(
              "DisableOrganizationsRootSessions",
              "disabled/disable central root sessions in {account}"),
          entry(
              "EnableOrganizationsRootCredentialsManagement",
              "enabled/enable central root credentials management in {account}"),
          entry(
              "DisableOrganizationsRootCredentialsManagement",
              "disabled/disable central root credentials management in {account}"));

  /** Calls of which a rule has found the effect, by the rule and the name. */
  private static final Map<String, String> BY_RULE =
      Map.ofEntries(
          entry("account.closing-failed CloseAccountResult", "could/could not close {account}"),
          entry(
              "watch.rootmon.removed UpdateEventSourceMapping",
              "disabled/disable the event source mapping of rootmon's Lambda function in {account}"),
          entry(
              "watch.rootmon.removed PutRule",
              "disabled/disable rootmon's EventBridge rule in {account}"),
          entry(
              "watch.rootmon.removed PutMetricAlarm",
              "disabled/disable the actions of rootmon's CloudWatch alarm in {account}"),
          entry(
              "watch.rootmon.removed UpdateSchedule",
              "disabled/disable rootmon's schedule in {account}"),
          entry(
              "account.left-organization AcceptHandshake",
              "made/make {account} join another organization"),
          entry(
              "root.network.opened AuthorizeSecurityGroupIngress",
              "opened/open a security group to the internet in {account}"),
          entry(
              "root.network.opened ModifySecurityGroupRules",
              "opened/open a security group to the internet in {account}"),
          entry(
              "root.network.opened CreateNetworkAclEntry",
              "opened/open a network ACL to the internet in {account}"),
          entry(
              "root.network.opened ReplaceNetworkAclEntry",
              "opened/open a network ACL to the internet in {account}"),
          entry(
              "root.resource.public ModifyImageAttribute", "made/make an AMI public in {account}"),
          entry(
              "root.resource.public ModifySnapshotAttribute",
              "made/make a snapshot public in {account}"),
          entry(
              "root.resource.public ModifyDBSnapshotAttribute",
              "made/make a database snapshot public in {account}"),
          entry(
              "root.resource.public ModifyDBClusterSnapshotAttribute",
              "made/make a database snapshot public in {account}"),
          entry(
              "root.resource.public PutBucketPolicy",
              "made/make an S3 bucket public by its policy in {account}"),
          entry(
              "root.resource.public PutBucketAcl",
              "made/make an S3 bucket public by its ACL in {account}"),
          entry(
              "root.resource.public PutObjectAcl",
              "made/make an S3 object public by its ACL in {account}"),
          entry(
              "root.resource.shared ModifyImageAttribute",
              "shared/share an AMI with another account in {account}"),
          entry(
              "root.resource.shared ModifySnapshotAttribute",
              "shared/share a snapshot with another account in {account}"));

  private static final Map<String, String> ON_ROOT_ITSELF =
      Map.ofEntries(
          entry("CreateAccessKey", "created/create a root access key in {account}"),
          entry(
              "UploadSigningCertificate",
              "uploaded/upload a signing certificate for root in {account}"),
          entry(
              "UpdateSigningCertificate",
              "changed/change the status of a root signing certificate in {account}"),
          entry(
              "DeleteSigningCertificate", "deleted/delete a root signing certificate in {account}"),
          entry("DeleteAccessKey", "deleted/delete a root access key in {account}"),
          entry("UpdateAccessKey", "changed/change a root access key in {account}"),
          entry("ChangePassword", "changed/change {its} password in {account}"),
          entry("CreateLoginProfile", "allowed/allow root password recovery in {account}"),
          entry("UpdateLoginProfile", "changed/change {its} password in {account}"),
          entry("DeleteLoginProfile", "deleted/delete {its} password in {account}"),
          entry("DeactivateMFADevice", "removed/remove {its} MFA device in {account}"),
          entry("DeleteVirtualMFADevice", "deleted/delete {its} MFA device in {account}"),
          entry("EnableMFADevice", "registered/register an MFA device for root in {account}"),
          entry("ResyncMFADevice", "resynchronized/resynchronize {its} MFA device in {account}"));

  /** The verb for a call on one of rootmon's resources, by the first word of the call's name. */
  private static final Map<String, String> VERBS =
      Map.ofEntries(
          entry("Attach", "changed/change the permissions of"),
          entry("Cancel", "changed/change"),
          entry("Create", "added/add"),
          entry("Delete", "deleted/delete"),
          entry("Detach", "changed/change the permissions of"),
          entry("Disable", "disabled/disable"),
          entry("Enable", "enabled/enable"),
          entry("Execute", "changed/change"),
          entry("Purge", "emptied/empty"),
          entry("Put", "edited/edit"),
          entry("Remove", "removed/remove a part of"),
          entry("Rotate", "changed/change"),
          entry("Schedule", "scheduled/schedule the deletion of"),
          entry("Set", "edited/edit"),
          entry("Start", "moved/move messages of"),
          entry("Stop", "stopped/stop a change of"),
          entry("Subscribe", "added/add a recipient of"),
          entry("Tag", "tagged/tag"),
          entry("Unsubscribe", "removed/remove a recipient of"),
          entry("Untag", "untagged/untag"),
          entry("Update", "edited/edit"));

  private static final Map<String, String> RESOURCES =
      Map.ofEntries(
          entry("athena", "rootmon\'s Athena workgroup"),
          entry("cloudformation", "rootmon\'s CloudFormation stack"),
          entry("dynamodb", "rootmon\'s DynamoDB table"),
          entry("events", "rootmon\'s EventBridge rule"),
          entry("glue", "rootmon\'s Glue table"),
          entry("iam", "rootmon\'s IAM role"),
          entry("kms", "rootmon\'s KMS key"),
          entry("lambda", "rootmon\'s Lambda function"),
          entry("logs", "rootmon\'s log group"),
          entry("monitoring", "rootmon\'s CloudWatch alarm"),
          entry("pipes", "rootmon\'s EventBridge pipe"),
          entry("scheduler", "rootmon\'s schedule"),
          entry("secretsmanager", "rootmon\'s secret"),
          entry("ses", "rootmon\'s SES identity"),
          entry("sns", "rootmon\'s SNS topic"),
          entry("sqs", "rootmon\'s SQS queue"),
          entry("ssm", "rootmon\'s configuration parameter"));

  /** Calls on rootmon's resources whose name does not describe the effect. */
  private static final Map<String, String> RESOURCE_CALLS =
      Map.ofEntries(
          entry("AddPermission", "changed/change the access policy of"),
          entry("PutKeyPolicy", "changed/change the access policy of"),
          entry("PutPermission", "changed/change the access policy of"),
          entry("PutResourcePolicy", "changed/change the access policy of"),
          entry("DeleteResourcePolicy", "changed/change the access policy of"),
          entry("RemovePermission", "changed/change the access policy of"),
          entry("RevokeGrant", "changed/change the access policy of"),
          entry("DeleteRolePolicy", "changed/change the permissions of"),
          entry("PutRolePolicy", "changed/change the permissions of"),
          entry("PutRolePermissionsBoundary", "changed/change the permissions of"),
          entry("DeleteRolePermissionsBoundary", "changed/change the permissions of"),
          entry("UpdateAssumeRolePolicy", "changed/change who can assume"),
          entry("UpdateFunctionCode", "replaced/replace the code of"),
          entry("UpdateFunctionConfiguration", "changed/change the configuration of"),
          entry("CreateFunctionUrlConfig", "changed/change the URL of"),
          entry("UpdateFunctionUrlConfig", "changed/change the URL of"),
          entry("DeleteFunctionUrlConfig", "deleted/delete the URL of"),
          entry("CreateEventSourceMapping", "added/add an event source mapping to"),
          entry("UpdateEventSourceMapping", "edited/edit the event source mapping of"),
          entry("DeleteEventSourceMapping", "deleted/delete the event source mapping of"),
          entry("PutTargets", "edited/edit the targets of"),
          entry("RemoveTargets", "removed/remove the targets of"),
          entry("SetAlarmState", "overwrote/overwrite the state of"),
          entry("DisableAlarmActions", "disabled/disable the actions of"),
          entry("PutAlarmMuteRule", "muted/mute the actions of"),
          entry("SetSubscriptionAttributes", "edited/edit a subscription to"),
          entry("UpdateTerminationProtection", "changed/change the termination protection of"),
          entry("CreateChangeSet", "prepared/prepare a change of"),
          entry("CreateStackRefactor", "prepared/prepare a refactoring of"),
          entry("ExecuteStackRefactor", "refactored/refactor"),
          entry("StartMessageMoveTask", "moved/move the messages out of"));

  private static final Map<String, String> SERVICE_NAMES =
      Map.ofEntries(
          entry("account", "AWS Account Management"),
          entry("autoscaling", "Auto Scaling"),
          entry("billingconsole", "Billing"),
          entry("cloudformation", "CloudFormation"),
          entry("cloudfront", "CloudFront"),
          entry("cloudtrail", "CloudTrail"),
          entry("config", "AWS Config"),
          entry("controltower", "Control Tower"),
          entry("ce", "Cost Explorer"),
          entry("dynamodb", "DynamoDB"),
          entry("cloudwatch", "CloudWatch"),
          entry("elasticbeanstalk", "Elastic Beanstalk"),
          entry("events", "EventBridge"),
          entry("guardduty", "GuardDuty"),
          entry("health", "AWS Health"),
          entry("lambda", "Lambda"),
          entry("monitoring", "CloudWatch"),
          entry("logs", "CloudWatch Logs"),
          entry("organizations", "AWS Organizations"),
          entry("pipes", "EventBridge Pipes"),
          entry("redshift", "Redshift"),
          entry("route53", "Route 53"),
          entry("secretsmanager", "Secrets Manager"),
          entry("securityhub", "Security Hub"),
          entry("servicecatalog", "Service Catalog"),
          entry("signin", "Sign-In"),
          entry("stacksets", "CloudFormation StackSets"),
          entry("support", "Support"));

  /** Names of services that are written in capital letters. */
  private static final Set<String> ACRONYMS =
      Set.of(
          "acm", "ec2", "ecr", "ecs", "efs", "eks", "emr", "iam", "kms", "ram", "rds", "s3", "ses",
          "sns", "sqs", "ssm", "sso", "sts", "vpc", "waf");

  private static final String ITS = "{its}";

  private ActivityDescription() {}

  /** Returns the activity without its account, such as "signed in without MFA". */
  public static String of(RootActivity activity) {
    String text = withoutAccount(predicate(phrase(activity), activity.succeeded()));
    return its(text, isRoot(activity)) + mfa(activity);
  }

  /** Returns the description of an incident's event, from the fields that the incident stores. */
  public static String of(IncidentEvent event) {
    boolean succeeded = event.outcome() == EventOutcome.SUCCEEDED;
    String rule = event.rule().orElse("");
    boolean onRoot =
        rule.startsWith("root.mfa.")
            || rule.startsWith("root.access-key.")
            || rule.startsWith("root.password.")
            || rule.startsWith("central.");
    String name = withoutVersion(SafeText.line(event.eventName(), MAX_NAME_LENGTH));
    String phrase;
    String specific = specific(rule, name);
    if (!specific.isEmpty()) {
      phrase = specific;
    } else if (rule.startsWith("watch.rootmon.")) {
      phrase = ownResource(name, event.service());
    } else if (event.kind() == ActivityKind.ASSUME_ROOT) {
      phrase = "opened/open a central root session in {account}";
    } else {
      phrase = named(name, event.service(), onRoot);
    }
    boolean byRoot =
        event.kind() == ActivityKind.DIRECT || event.kind() == ActivityKind.LONG_TERM_KEY;
    String text = its(withoutAccount(predicate(phrase, succeeded)), byRoot);
    return switch (rule) {
      case "root.sign-in.without-mfa" -> text + " without MFA";
      case "root.sign-in" -> text + " with MFA";
      default -> text;
    };
  }

  /** Returns the activity with its account. Of the outcome it contains only "tried to". */
  static String of(Finding finding, String account) {
    RootActivity activity = finding.activity();
    String phrase = specific(finding.ruleId(), withoutVersion(activity.event().name()));
    String text =
        predicate(phrase.isEmpty() ? phrase(activity) : phrase, activity.succeeded())
            .replace("{account}", account);
    // The headline contains after the address that a record does not contain the use of MFA.
    return its(text, isRoot(activity)) + (activity.mfa() == MfaUse.UNKNOWN ? "" : mfa(activity));
  }

  /** Returns the name of a call without the version of its API. */
  public static String withoutVersion(String name) {
    return API_VERSION.matcher(name).replaceFirst("");
  }

  /** Returns the usual spelling of a service: {@code S3}, {@code CloudTrail}. */
  public static String serviceName(String service) {
    String key = service.toLowerCase(Locale.ROOT);
    return ACRONYMS.contains(key)
        ? key.toUpperCase(Locale.ROOT)
        : SERVICE_NAMES.getOrDefault(key, SafeText.line(service, MAX_SERVICE_LENGTH));
  }

  /** Returns the service's name if the caller is a service, otherwise the caller unchanged. */
  static String callerName(String caller) {
    Matcher service = SERVICE_PRINCIPAL.matcher(caller);
    if (!service.matches()) {
      return caller;
    }
    boolean isStackSets = caller.contains("stacksets.cloudformation.");
    return serviceName(isStackSets ? "stacksets" : service.group(1));
  }

  private static String withoutAccount(String text) {
    return IN_ACCOUNT.matcher(text).replaceAll("").replace("{account}", "the account");
  }

  private static boolean isRoot(RootActivity activity) {
    return activity.actedAsRoot() && !activity.inCentralSession();
  }

  private static String its(String text, boolean byRoot) {
    return text.replace(ITS, byRoot ? "its" : "the root user's");
  }

  private static String predicate(String phrase, boolean succeeded) {
    int slash = phrase.indexOf('/');
    int space = phrase.indexOf(' ');
    return succeeded
        ? phrase.substring(0, slash) + phrase.substring(space)
        : "tried to " + phrase.substring(slash + 1);
  }

  private static String mfa(RootActivity activity) {
    if (!activity.is("ConsoleLogin") || !activity.succeeded()) {
      return "";
    }
    return switch (activity.mfa()) {
      case USED -> " with MFA";
      case NOT_USED -> " without MFA";
      case UNKNOWN -> activity.actedAsRoot() ? " (MFA not recorded)" : "";
      case NOT_REACHED, NOT_APPLICABLE -> "";
    };
  }

  private static String phrase(RootActivity activity) {
    String recorded = SafeText.line(activity.event().name(), MAX_NAME_LENGTH);
    String name = withoutVersion(recorded);
    if (activity.isGuardDutyFinding() && activity.event().requestParameters().isTrue("sample")) {
      return "generated/generate a sample finding for {account}, not a real one (" + recorded + ")";
    } else if (activity.isClosedFinding()) {
      return "reported/report a closed finding about root in {account} (" + recorded + ")";
    } else if (activity.isAlarmOnRoot()) {
      return "reported/report use of the root user in {account} (" + recorded + ")";
    } else if (activity.isGuardDutyFinding()) {
      return "detected/detect root credential use in {account} (" + recorded + ")";
    } else if (activity.passedMfaCheck()) {
      return "passed/pass the MFA check of {account}";
    } else if (activity.isHealthNotice()) {
      return isClosedNotice(activity)
          ? "closed/close its notice about an exposed access key in {account} (" + recorded + ")"
          : "reported/report an exposed access key in {account} (" + recorded + ")";
    } else if (activity.isConsolesOwnSession()) {
      return "opened/open a console session in {account}";
    } else if (activity.changesRootmon()) {
      return ownResource(name, activity.event().service()) + " in {account}";
    } else if (activity.is(ActivityKind.ASSUME_ROOT)) {
      Optional<String> task =
          activity
              .centralTask()
              .map(it -> SafeText.line(it, MAX_TASK_LENGTH))
              .filter(it -> !it.isBlank());
      return "opened/open a central root session in {account}"
          + task.map(it -> " for " + it).orElse("");
    } else if (activity.createsRootsDevice()) {
      return "created/create an MFA device for root in {account}";
    } else if (activity.is("UpdateAccessKey") && activity.targetsRootItself()) {
      return setsActive(activity)
          ? "reactivated/reactivate a root access key in {account}"
          : "deactivated/deactivate a root access key in {account}";
    } else if (activity.is("UpdateDetector")) {
      return guardDuty(activity);
    } else if (activity.is("UpdateOrganizationConfiguration")) {
      return newAccounts(activity);
    } else if (activity.is("EnableRegion", "DisableRegion")) {
      String region =
          parameter(activity, "regionName", REGION).map(it -> "region " + it).orElse("a region");
      return named(name, activity.event().service(), false).replace("a region", region);
    } else if (activity.is("DisableAWSServiceAccess")) {
      String service =
          parameter(activity, "servicePrincipal", SERVICE_PRINCIPAL)
              .map(ActivityDescription::callerName)
              .orElse("a service");
      return named(name, activity.event().service(), false).replace("a service's", service + "'s");
    } else if (activity.is("RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator")) {
      String service =
          parameter(activity, "servicePrincipal", SERVICE_PRINCIPAL)
              .map(it -> " for " + callerName(it))
              .orElse("");
      return named(name, activity.event().service(), false) + service;
    }
    return named(name, activity.event().service(), activity.targetsRootItself());
  }

  private static String specific(String rule, String name) {
    return BY_RULE.getOrDefault(rule + " " + name, "");
  }

  private static Optional<String> parameter(RootActivity activity, String name, Pattern pattern) {
    return activity
        .event()
        .requestParameters()
        .text(name)
        .filter(it -> pattern.matcher(it).matches());
  }

  /** Describes a call of which only the name is known. */
  private static String named(String name, String service, boolean onRootItself) {
    String phrase = onRootItself ? ON_ROOT_ITSELF.get(name) : null;
    if (phrase == null) {
      phrase = BY_NAME.get(name);
    }
    if (phrase != null) {
      return phrase;
    }
    String call = service.isEmpty() ? name : name + " (" + serviceName(service) + ")";
    return "called/call " + call + " in {account}";
  }

  /** Describes a call on one of rootmon's own resources. */
  private static String ownResource(String name, String service) {
    if (name.equals("CreatePipe")) {
      return "connected/connect an EventBridge pipe to rootmon's queue";
    }
    if (name.equals("UpdateEventBus")) {
      return "changed/change an event bus of rootmon or of its rules";
    }
    String resource = RESOURCES.get(service.equals("email") ? "ses" : service);
    String verb = RESOURCE_CALLS.get(name);
    if (verb == null) {
      verb =
          VERBS.entrySet().stream()
              .filter(it -> name.startsWith(it.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
    }
    return verb == null || resource == null
        ? "changed/change rootmon's own resources (" + name + ")"
        : verb + " " + resource;
  }

  private static String guardDuty(RootActivity activity) {
    EventFields parameters = activity.event().requestParameters();
    if (parameters.text("enable").filter("false"::equals).isPresent()) {
      return "suspended/suspend GuardDuty in {account}";
    }
    return parameters.values().values().stream().anyMatch(it -> it.matches("(?i)disabled|false"))
        ? "disabled/disable a part of GuardDuty in {account}"
        : "changed/change the settings of GuardDuty in {account}";
  }

  /** Describes the settings of a detection service that new accounts receive. */
  private static String newAccounts(RootActivity activity) {
    EventFields parameters = activity.event().requestParameters();
    String service = serviceName(activity.service());
    boolean isOff =
        parameters.text("autoEnableOrganizationMembers").filter("NONE"::equals).isPresent()
            || parameters
                .flag("autoEnable")
                .or(() -> parameters.flag("AutoEnable"))
                .filter(it -> !it)
                .isPresent();
    if (isOff) {
      return "turned/turn off " + service + " for new accounts in {account}";
    }
    return parameters.values().values().stream().anyMatch(it -> it.matches("(?i)none|false"))
        ? "turned/turn off a part of " + service + " for new accounts in {account}"
        : "changed/change the settings of " + service + " for new accounts in {account}";
  }

  private static boolean isClosedNotice(RootActivity activity) {
    return activity
        .event()
        .requestParameters()
        .text("statusCode")
        .filter("closed"::equalsIgnoreCase)
        .isPresent();
  }

  private static boolean setsActive(RootActivity activity) {
    return activity.event().requestParameters().text("status").filter("Active"::equals).isPresent();
  }
}
