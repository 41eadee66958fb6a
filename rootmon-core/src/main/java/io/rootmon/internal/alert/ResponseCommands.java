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
  private static final Pattern KEY = Pattern.compile("(?:AKIA|ASIA)[A-Z0-9]{8,124}");

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
    if (finding.usualSeverity().isAtLeast(Severity.HIGH) && commands.endangersRoot()) {
      commands.denyRoot().ifPresent(list::add);
      commands.deleteCredentials().ifPresent(list::add);
    }
    if (finding.usualSeverity().isAtLeast(Severity.MEDIUM)) {
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
            || activity.isHealthNotice()
            || activity.isAlarmOnRoot());
  }

  /**
   * Returns the commands that deny root everything. The policy matches root by its ARN: <a
   * href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html">AWS's
   * example</a>. It has no effect on the management account.
   */
  private Optional<Command> denyRoot() {
    return activity
        .account()
        .map(AccountId::value)
        .flatMap(
            account ->
                partition()
                    .map(
                        partition ->
                            new Command(
                                "Block root in " + account + " (run in the management account)",
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
                                        + ":root\"}}}]}')",
                                    "aws organizations attach-policy \\",
                                    "  --policy-id \"$policy\" --target-id " + account))));
  }

  /**
   * Returns the commands that delete root's credentials. <a
   * href="https://docs.aws.amazon.com/cli/latest/reference/sts/assume-root.html">AssumeRoot</a>
   * needs a Regional endpoint, central root access, and a caller that is not root.
   */
  private Optional<Command> deleteCredentials() {
    return activity
        .account()
        .map(AccountId::value)
        .filter(it -> partition().filter("aws"::equals).isPresent())
        .map(
            account ->
                new Command(
                    "Delete the root credentials of "
                        + account
                        + " (central root access, run in the management account)",
                    List.of(
                        "read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN < <(",
                        "  aws sts assume-root --region us-east-1 --target-principal "
                            + account
                            + " \\",
                        "    --task-policy-arn \\",
                        "    arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials \\",
                        "    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' \\",
                        "    --output text)",
                        "export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
                        "aws iam delete-login-profile",
                        "for key in $(aws iam list-access-keys --output text \\",
                        "  --query 'AccessKeyMetadata[].AccessKeyId'); do",
                        "  aws iam delete-access-key --access-key-id \"$key\"; done",
                        "for device in $(aws iam list-mfa-devices --output text \\",
                        "  --query 'MFADevices[].SerialNumber'); do",
                        "  aws iam deactivate-mfa-device --serial-number \"$device\"; done")));
  }

  private Optional<Command> search() {
    if (event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)
        || event.hasType(CloudTrailEvent.HEALTH_EVENT)
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
                                "Search CloudTrail for related events" + account,
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
                    .map(it -> "AttributeKey=EventId,AttributeValue=" + it));
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
