package io.rootmon.internal.alert;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Command;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Creates the commands for the response to a finding, filled in for one account. They contain only
 * values that AWS generates.
 */
final class ResponseCommands {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
  private static final Pattern KEY = Pattern.compile("(?:AKIA|ASIA|[0-9])[A-Z0-9]{8,124}");

  /** A user or session name that a shell accepts unquoted and that no program turns into a link. */
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_+=,-]{0,63}");

  private static final Pattern EVENT_ID = Pattern.compile("[0-9a-f-]{36}");

  /** Calls with which another person can obtain root's credentials. */
  private static final Set<String> TAKEOVERS =
      Set.of(
          "PasswordRecoveryRequested",
          "PasswordRecoveryCompleted",
          "PasswordUpdated",
          "EmailUpdated",
          "AcceptPrimaryEmailUpdate",
          "StartPrimaryEmailUpdate");

  private static final String EVENT = "AttributeKey=EventId,AttributeValue=";

  /** The events that led to a finding are often in the hour before it. */
  private static final Duration BEFORE = Duration.ofHours(1);

  private final RootActivity activity;
  private final CloudTrailEvent event;

  private ResponseCommands(RootActivity activity) {
    this.activity = activity;
    this.event = activity.event();
  }

  static List<Command> of(Finding finding) {
    RootActivity activity = finding.activity();
    ResponseCommands commands = new ResponseCommands(activity);
    List<Command> list = new ArrayList<>();
    if (finding.usualSeverity().isAtLeast(Severity.HIGH)
        && commands.endangersRoot()
        && commands.isInReach()) {
      commands.denyRoot().ifPresent(list::add);
      commands.deleteCredentials().ifPresent(list::add);
    }
    if (finding.usualSeverity().isAtLeast(Severity.MEDIUM)) {
      commands.deactivateKey().ifPresent(list::add);
      commands.search().ifPresent(list::add);
    }
    return list;
  }

  /** Returns whether another person may have or obtain root's credentials. */
  private boolean endangersRoot() {
    return !activity.isServicesOwnAct()
        && !activity.is(ActivityKind.SERVICE_ON_BEHALF)
        && (activity.underRootsPower()
            || activity.changesRootsCredentials()
            || activity.is(TAKEOVERS)
            || activity.isGuardDutyFinding()
            || (activity.isHealthNotice() && exposedUser().isEmpty())
            || activity.isAlarmOnRoot());
  }

  /**
   * Returns whether the organization can restrict the account's root: neither in the management
   * account, nor in an account that left the organization.
   */
  private boolean isInReach() {
    boolean hasLeft = activity.leavesOrganization() && activity.succeeded();
    return !hasLeft && !activity.isProbablyByRootOfManagement();
  }

  /**
   * Returns the commands that deny root everything. The policy matches root by its ARN, as in AWS's
   * <a
   * href="https://github.com/aws-samples/service-control-policy-examples/blob/main/Privileged-access-controls/Prevent-root-credentials-management-in-member-accounts-in-AWS-Organizations.json">example</a>.
   * It does not deny central root sessions, which delete root's credentials; if such a session
   * acted, it denies them as well. It has no effect on the management account.
   */
  private Optional<Command> denyRoot() {
    return activity
        .rootAccount()
        .map(AccountId::value)
        .flatMap(account -> partition().map(partition -> denyRoot(account, partition)));
  }

  private Command denyRoot(String account, String partition) {
    boolean deniesSessions = activity.inCentralSession() && !deletesCentrally();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "policy=$(aws organizations create-policy \\",
                "  --type SERVICE_CONTROL_POLICY \\",
                "  --name deny-root-" + account + " \\",
                "  --description 'Deny root of " + account + "' \\",
                "  --query Policy.PolicySummary.Id --output text \\",
                "  --content '{\"Version\": \"2012-10-17\", \"Statement\": [{",
                "    \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\",",
                "    \"Condition\": {\"ArnLike\": {\"aws:PrincipalArn\":",
                "      \"arn:"
                    + partition
                    + ":iam::"
                    + account
                    + (deniesSessions ? ":root\"}}}]}')" : ":root\"},")));
    if (!deniesSessions) {
      lines.add("      \"Null\": {\"aws:AssumedRoot\": \"true\"}}}]}')");
    }
    lines.add("aws organizations attach-policy \\");
    lines.add("  --policy-id \"$policy\" --target-id " + account);
    String what = deniesSessions ? "Block root and central root sessions in " : "Block root in ";
    return new Command(what + account + " (run in the management account)", lines);
  }

  /** Returns whether deleting root's credentials is the response to a central root session. */
  private boolean deletesCentrally() {
    return activity.is("CreateLoginProfile", "UpdateLoginProfile");
  }

  /**
   * Returns the commands that delete root's credentials. <a
   * href="https://docs.aws.amazon.com/cli/latest/reference/sts/assume-root.html">AssumeRoot</a>
   * needs a Regional endpoint, central root access, and a caller that is not root. Without its
   * session, the AWS CLI would use the caller's own credentials and delete them, so the commands
   * run in a subshell that ends if AssumeRoot fails. The subshell also keeps the session from later
   * commands.
   */
  private Optional<Command> deleteCredentials() {
    return activity
        .rootAccount()
        .map(AccountId::value)
        .filter(it -> !activity.inCentralSession() || deletesCentrally())
        .filter(it -> partition().filter("aws"::equals).isPresent())
        .map(
            account ->
                new Command(
                    "Delete the root credentials of "
                        + account
                        + " (central root access, run in the management account)",
                    List.of(
                        "(set -e",
                        "session=$(aws sts assume-root --region us-east-1 \\",
                        "  --target-principal " + account + " --task-policy-arn \\",
                        "  arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials \\",
                        "  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' \\",
                        "  --output text)",
                        "read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN \\",
                        "  <<< \"$session\"",
                        "export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
                        "aws iam delete-login-profile || true",
                        "for key in $(aws iam list-access-keys --output text \\",
                        "  --query 'AccessKeyMetadata[].AccessKeyId'); do",
                        "  aws iam delete-access-key --access-key-id \"$key\"; done",
                        "for certificate in $(aws iam list-signing-certificates \\",
                        "  --output text --query 'Certificates[].CertificateId'); do",
                        "  aws iam delete-signing-certificate \\",
                        "    --certificate-id \"$certificate\"; done",
                        "for device in $(aws iam list-mfa-devices --output text \\",
                        "  --query 'MFADevices[].SerialNumber'); do",
                        "  aws iam deactivate-mfa-device --serial-number \"$device\"; done)")));
  }

  /** Returns the user whose key AWS Health reports; empty if it may be root's. */
  private Optional<String> exposedUser() {
    return activity.isHealthNotice()
        ? event.requestParameters().text("userName")
        : Optional.empty();
  }

  /** Returns the key that AWS Health reports. */
  private Optional<String> exposedKey() {
    return activity.isHealthNotice()
        ? event.requestParameters().text("accessKeyId").filter(it -> KEY.matcher(it).matches())
        : Optional.empty();
  }

  /** Returns the command that deactivates the key of a user, if AWS Health names both. */
  private Optional<Command> deactivateKey() {
    return exposedUser()
        .filter(it -> it.contains(":user/") || it.startsWith("user/"))
        .map(it -> it.substring(it.lastIndexOf('/') + 1))
        .filter(it -> USER.matcher(it).matches())
        .flatMap(
            user ->
                exposedKey()
                    .map(
                        key ->
                            new Command(
                                "Deactivate the key" + place(),
                                List.of(
                                    "aws iam update-access-key --user-name " + user + " \\",
                                    "  --access-key-id " + key + " --status Inactive"))));
  }

  private String place() {
    return activity.account().map(it -> " (run in " + it.value() + ")").orElse("");
  }

  /** Returns the command that finds the calls of an exposed key in the last 90 days. */
  private Optional<Command> searchKey() {
    return exposedKey()
        .map(
            key ->
                new Command(
                    "Search CloudTrail for calls with the key, in each region" + place(),
                    List.of(
                        "aws cloudtrail lookup-events --region us-east-1 \\",
                        "  --lookup-attributes AttributeKey=AccessKeyId,AttributeValue="
                            + key
                            + " \\",
                        "  --output table \\",
                        "  --query 'Events[].[EventTime,EventName,EventSource]'")));
  }

  private Optional<Command> search() {
    if (activity.isHealthNotice()) {
      return searchKey();
    }
    if (event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)
        || event.hasType(CloudTrailEvent.REGION_STATUS)) {
      return Optional.empty();
    }
    String account = event.account().map(it -> " (run in " + it.value() + ")").orElse("");
    return event
        .region()
        .filter(it -> REGION.matcher(it).matches())
        .flatMap(
            region ->
                attribute()
                    .map(
                        it ->
                            new Command(
                                (it.startsWith(EVENT)
                                        ? "Show this event in CloudTrail"
                                        : "Search CloudTrail for related events")
                                    + account,
                                List.of(
                                    "aws cloudtrail lookup-events --region " + region + " \\",
                                    "  --lookup-attributes " + it + " \\",
                                    "  --start-time "
                                        + event.time().minus(BEFORE).truncatedTo(ChronoUnit.SECONDS)
                                        + " --output table \\",
                                    "  --query 'Events[].[EventTime,EventName,EventSource]'"))));
  }

  /**
   * Returns the lookup attribute: the key that was created or used, else the name that CloudTrail
   * records.
   */
  private Optional<String> attribute() {
    Optional<String> key =
        event
            .responseElements()
            .text("accessKey.accessKeyId")
            .or(
                () ->
                    activity.usedLongTermKey() ? event.identity().accessKeyId() : Optional.empty())
            .filter(it -> KEY.matcher(it).matches());
    if (key.isPresent()) {
      return key.map(it -> "AttributeKey=AccessKeyId,AttributeValue=" + it);
    }
    Optional<String> user =
        activity.underRootsPower() || activity.isAlarmOnRoot()
            ? Optional.of("root")
            : event
                .identity()
                .arn()
                .map(it -> it.substring(it.lastIndexOf('/') + 1))
                .filter(it -> USER.matcher(it).matches());
    return user.map(it -> "AttributeKey=Username,AttributeValue=" + it)
        .or(
            () ->
                Optional.of(CloudTrailEvent.recordedId(event.id()))
                    .filter(it -> EVENT_ID.matcher(it).matches())
                    .map(it -> EVENT + it));
  }

  /** Returns the partition; empty if its services are unknown. */
  private Optional<String> partition() {
    String region = event.region().orElse("us-east-1");
    if (region.startsWith("cn-")) {
      return Optional.of("aws-cn");
    } else if (region.startsWith("us-gov-")) {
      return Optional.of("aws-us-gov");
    }
    boolean isOther =
        region.startsWith("us-iso") || region.startsWith("eu-iso") || region.startsWith("eusc-");
    return isOther ? Optional.empty() : Optional.of("aws");
  }
}
