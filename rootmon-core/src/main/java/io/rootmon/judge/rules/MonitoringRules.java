package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.detect.RootActivity.TamperingEffect;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Set;

/**
 * Rules for the monitoring of root: rootmon itself, recording and detection, and GuardDuty as an
 * independent source.
 */
final class MonitoringRules {
  private static final Set<String> RECORDING = Set.of("cloudtrail", "config", "ec2", "logs");

  /** GuardDuty's minimum value of a high severity. */
  private static final double HIGH_FROM = 7.0;

  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "watch.rootmon.removed",
              CRITICAL,
              "a resource of rootmon was deleted, disabled, or emptied: alerts may be missing",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Ask {actor} whether this was planned.",
                  "If not: {undo}.",
                  "Search CloudTrail for root activity since then. Alerts may be missing."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> tampers(activity, TamperingEffect.REMOVES)),
          new Rule(
              "watch.rootmon.access-changed",
              CRITICAL,
              "permissions of rootmon, or on its resources, were changed: rootmon may lose access, or others may gain it",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Ask {actor} whether this was an upgrade of rootmon.",
                  "If not: {undo}.",
                  "Search CloudTrail for root activity since then. Alerts may be missing, or others may read them."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> tampers(activity, TamperingEffect.CHANGES_ACCESS)),
          new Rule(
              "watch.rootmon.changed",
              CRITICAL,
              "a resource of rootmon was changed: alerts may be missing",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Ask {actor} whether this was an upgrade of rootmon.",
                  "If not: {undo}.",
                  "Search CloudTrail for root activity since then. Alerts may be missing."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> tampers(activity, TamperingEffect.CHANGES)),
          new Rule(
              "root.logging.off",
              CRITICAL,
              "root turned off recording or changed what is recorded: later activity may go unrecorded",
              Techniques.DISABLE_CLOUD_LOGS,
              List.of(
                  "{Undo}. Until then, activity goes unrecorded.",
                  "Treat root of {root} as compromised unless its owner confirms the change in person.",
                  "Search the organization's trail, if there is one, for root's calls since then."),
              DocumentationLinks.TRAILS,
              activity -> switchesOff(activity) && byRoot(activity) && touchesRecording(activity)),
          new Rule(
              "root.detection.off",
              CRITICAL,
              "root turned off a detection service or weakened it: later attacks may go undetected",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "{Undo}.",
                  "Treat root of {root} as compromised unless its owner confirms the change in person.",
                  "Check what else was done from {address}. // Check what else was done at that time."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> switchesOff(activity) && byRoot(activity) && !touchesRecording(activity)),
          new Rule(
              "guardduty.root-threat",
              CRITICAL,
              "GuardDuty rates the use of root credentials as a high threat: an attacker may have these credentials",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Open the finding in GuardDuty in {account}: it names the calls and addresses.",
                  "Treat root as compromised: {stop}. Then reset its password and delete its access keys."),
              DocumentationLinks.GUARDDUTY,
              activity -> isGuardDuty(activity) && isRatedHigh(activity)));

  /** Evaluated before all others: a sample names root, but no call was made. */
  static final Rule GUARDDUTY_SAMPLE =
      new Rule(
          "guardduty.sample",
          LOW,
          "the finding is a sample that GuardDuty generated on request; nothing was done",
          Techniques.CLOUD_ACCOUNTS,
          List.of(
              "Ignore this alert. A user generated sample findings in GuardDuty in {account}.",
              "To test rootmon itself, run 'rootmon send-test -c rootmon.json' instead."),
          DocumentationLinks.GUARDDUTY,
          activity ->
              isGuardDuty(activity) && activity.event().requestParameters().isTrue("sample"));

  /** Evaluated before all others: a closed finding reports no new activity. */
  static final Rule GUARDDUTY_CLOSED =
      new Rule(
          "guardduty.closed",
          LOW,
          "the finding was closed, archived or suppressed: a user or a rule has already handled the finding",
          Techniques.CLOUD_ACCOUNTS,
          List.of(
              "Check whether your team closed the finding of {account} in GuardDuty or Security Hub. If so, there is nothing to do.",
              "If not: find in CloudTrail who archived or suppressed it (ArchiveFindings, BatchUpdateFindings), and treat the finding as open."),
          DocumentationLinks.GUARDDUTY,
          RootActivity::isClosedFinding);

  static final List<Rule> OTHER_RULES =
      List.of(
          new Rule(
              "watch.logging.off",
              HIGH,
              "recording was turned off or changed: later activity may go unrecorded",
              Techniques.DISABLE_CLOUD_LOGS,
              List.of(
                  "Ask {actor} why they did this.",
                  "If there is no good reason: {undo}.",
                  "Check what {actor} did before and after."),
              DocumentationLinks.TRAILS,
              activity ->
                  switchesOff(activity)
                      && !byRoot(activity)
                      && touchesRecording(activity)
                      && !GuardrailRules.isByControlTower(activity)),
          new Rule(
              "watch.detection.off",
              HIGH,
              "a detection service was turned off or weakened: later attacks may go undetected",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Ask {actor} why they did this.",
                  "If there is no good reason: {undo}.",
                  "Check what {actor} did before and after."),
              DocumentationLinks.BEST_PRACTICES,
              activity ->
                  switchesOff(activity) && !byRoot(activity) && !touchesRecording(activity)),
          new Rule(
              "guardduty.root-credentials",
              HIGH,
              "GuardDuty independently detected root credential use: each use of root should be planned",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Look for root's own calls a few minutes before this finding.",
                  "If no alert reported them, check the coverage of the account and region."),
              DocumentationLinks.GUARDDUTY,
              activity -> isGuardDuty(activity) && !isRatedHigh(activity)),
          new Rule(
              "cloudwatch.root-usage",
              HIGH,
              "a CloudWatch alarm of the account reports use of the root user: each use of root should be planned",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Look for root's own calls at that time. The alarm does not name them.",
                  "If no alert reported them: search CloudTrail in {account} for the user name root, in every region, and check the account's coverage."),
              DocumentationLinks.BEST_PRACTICES,
              RootActivity::isAlarmOnRoot),
          new Rule(
              "watch.rootmon.recipient-added",
              HIGH,
              "a subscription to rootmon's topic was added: another recipient receives rootmon's alerts",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Ask {actor} who the new subscriber is.",
                  "If you can't tell: remove the subscription from the topic {resource}. // If you can't tell: remove the subscription from the topic."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> tampers(activity, TamperingEffect.ADDS_RECIPIENT)),
          new Rule(
              "watch.rootmon.touched",
              MEDIUM,
              "a tag or setting of a rootmon resource was changed, or may have been",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Ask {actor} to explain {event}. The call does not stop alerts.",
                  "If you can't tell: check what the same actor did next."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> tampers(activity, TamperingEffect.ADDS) && !byRoot(activity)),
          new Rule(
              "watch.rootmon.rolled-out",
              LOW,
              "CloudFormation deployed a part of the spoke as its template says",
              Techniques.DISABLE_TOOLS,
              List.of(
                  "Check whether you deployed rootmon. If so, there is nothing to do.",
                  "If not: find the stack, and who changed it, in CloudFormation in {account}.",
                  "Detect drift of the stack, and compare the pattern of each rule with the template."),
              DocumentationLinks.DRIFT,
              activity -> isTampering(activity) && activity.rollsOutRootmon()));

  private MonitoringRules() {}

  private static boolean tampers(RootActivity activity, TamperingEffect effect) {
    return isTampering(activity)
        && activity.tamperingEffect().filter(effect::equals).isPresent()
        && !activity.rollsOutRootmon();
  }

  private static boolean isTampering(RootActivity activity) {
    return activity.is(ActivityKind.TAMPERING) && activity.succeeded();
  }

  private static boolean byRoot(RootActivity activity) {
    return activity.underRootsPower();
  }

  private static boolean switchesOff(RootActivity activity) {
    return isTampering(activity) && !activity.changesRootmon() && !activity.loosensGuardrail();
  }

  static boolean touchesRecording(RootActivity activity) {
    return RECORDING.contains(activity.service());
  }

  private static boolean isGuardDuty(RootActivity activity) {
    return activity.isGuardDutyFinding();
  }

  private static boolean isRatedHigh(RootActivity activity) {
    String severity = activity.event().requestParameters().text("severity").orElse("");
    return severity.matches("[0-9]{1,2}(\\.[0-9]{1,4})?")
        && Double.parseDouble(severity) >= HIGH_FROM;
  }
}
