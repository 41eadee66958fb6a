package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Set;

/**
 * Rules for central root management: short sessions in member accounts, opened by a user of another
 * account.
 */
final class CentralRootRules {
  private static final String AUDIT = "IAMAuditRootUserCredentials";

  /** The task in which AWS recommends to remove the MFA devices with the other credentials. */
  private static final String DELETION = "IAMDeleteRootUserCredentials";

  private static final Set<String> REMOVALS =
      Set.of("DeleteLoginProfile", "DeleteAccessKey", "DeleteSigningCertificate");

  private static final Set<String> MFA_REMOVALS =
      Set.of("DeactivateMFADevice", "DeleteVirtualMFADevice");

  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "central.mfa.removed",
              CRITICAL,
              "a central root session removed root's MFA device: the password alone may be enough now",
              Techniques.MODIFY_MFA,
              List.of(
                  "Check whether the root credentials of {account} are being removed on purpose.",
                  "Ask {actor} for the ticket. If there is none: revoke sts:AssumeRoot now."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity) && activity.is(MFA_REMOVALS) && !removesCredentials(activity)),
          new Rule(
              "central.password.recovery-allowed",
              CRITICAL,
              "a central root session allowed a new root password: root can sign in again",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} for the ticket. The root user of {account} can be used again.",
                  "If there is none: delete the root credentials centrally again.",
                  "Find who called AssumeRoot, revoke their sts:AssumeRoot, and look for a password reset."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity) && activity.is("CreateLoginProfile", "UpdateLoginProfile")));

  static final List<Rule> OTHER_RULES =
      List.of(
          new Rule(
              "central.switched",
              HIGH,
              "central root management was enabled or disabled for the organization: administrators gain or lose access as root in every member account",
              Techniques.CLOUD_ROLES,
              List.of("Ask {actor} whether the organization decided this.", "If not: {undo}."),
              DocumentationLinks.CENTRAL_ROOT,
              activity ->
                  activity.is(ActivityKind.ROOT_TARGETED)
                      && activity.event().name().contains("OrganizationsRoot")
                      && activity.succeeded()),
          new Rule(
              "central.session.audit",
              LOW,
              "a central root session was opened to audit root's credentials",
              Techniques.TEMPORARY_ACCESS,
              List.of(
                  "Check whether {actor} does such audits. An audit reads and changes nothing.",
                  "If not: ask them why. The audit shows whether root of {account} has a password, keys or MFA."),
              DocumentationLinks.CENTRAL_TASKS,
              activity -> opensSession(activity) && isAudit(activity)),
          new Rule(
              "central.session.task",
              HIGH,
              "a central root session was opened for a task that changes the member account: the caller has root's permissions for this task for up to 15 minutes",
              Techniques.TEMPORARY_ACCESS,
              List.of(
                  "Ask {actor} for the ticket for {task} in {account}. // Ask {actor} for the ticket for this session in {account}.",
                  "Check the alerts about the calls of the session. It lasts at most 15 minutes.",
                  "If there is no ticket: revoke sts:AssumeRoot from {actor} now."),
              DocumentationLinks.CENTRAL_TASKS,
              CentralRootRules::opensSession),
          new Rule(
              "central.credentials.removed",
              HIGH,
              "a central root session removed root's password, access key, signing certificate or MFA device: root can no longer use this credential",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Check whether your organization is removing root credentials from its members.",
                  "Ask {actor} for the ticket for {account}."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity)
                      && (activity.is(REMOVALS)
                          || (activity.is(MFA_REMOVALS) && removesCredentials(activity)))),
          new Rule(
              "central.change",
              HIGH,
              "a central root session changed something in a member account: few tasks require such a session",
              Techniques.TEMPORARY_ACCESS,
              List.of(
                  "Ask {actor} for the ticket for {event} on {resource}. // Ask {actor} for the ticket for {event}.",
                  "Find the AssumeRoot call in the 15 minutes before this event. If no alert reported it, search CloudTrail in the management account."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity)
                      && !activity.readOnly().orElse(false)
                      && !activity.is(REMOVALS)));

  /** Evaluated only if no other rule matches. */
  static final Rule READS =
      new Rule(
          "central.read",
          LOW,
          "a central root session read something in a member account",
          Techniques.SERVICE_DISCOVERY,
          List.of(
              "Find the AssumeRoot call that started the session.",
              "If no alert reported it: search CloudTrail in the management account."),
          DocumentationLinks.CENTRAL_TASKS,
          activity -> activity.inCentralSession() && activity.readOnly().orElse(false));

  private CentralRootRules() {}

  private static boolean changes(RootActivity activity) {
    return activity.inCentralSession() && activity.succeeded();
  }

  /** Returns whether the session was opened to remove all credentials of root. */
  private static boolean removesCredentials(RootActivity activity) {
    return activity.centralTask().filter(DELETION::equals).isPresent();
  }

  private static boolean opensSession(RootActivity activity) {
    return activity.is(ActivityKind.ASSUME_ROOT) && activity.succeeded();
  }

  private static boolean isAudit(RootActivity activity) {
    return activity.centralTask().filter(AUDIT::equals).isPresent();
  }
}
