package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;

/** Central root management: short sessions in member accounts, with a human elsewhere behind. */
final class CentralRootRules {
  private static final String AUDIT = "IAMAuditRootUserCredentials";

  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "central.mfa.removed",
              CRITICAL,
              "a central root session removed root's second factor",
              Techniques.MODIFY_MFA,
              List.of(
                  "Expected where root of {account} is taken out of use with its password.",
                  "Compare with the ticket of {actor}. No ticket? Revoke sts:AssumeRoot now."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity)
                      && activity.is("DeactivateMFADevice", "DeleteVirtualMFADevice")),
          new Rule(
              "central.password.recovery-allowed",
              CRITICAL,
              "a central root session let root's password be set: root can sign in again",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Compare with the ticket of {actor}: root of {account} can be used again.",
                  "No ticket? Delete root's credentials centrally again.",
                  "Revoke sts:AssumeRoot from {actor}, and watch for a password recovery."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity) && activity.is("CreateLoginProfile", "UpdateLoginProfile")));

  static final List<Rule> OTHER_RULES =
      List.of(
          new Rule(
              "central.switched",
              HIGH,
              "central root management was switched on or off for the organization",
              Techniques.CLOUD_ROLES,
              List.of(
                  "Ask {actor} whether the organization decided this.",
                  "Switched on without a decision: its administrators can act as root everywhere.",
                  "Switched off: members may recover root credentials of their own again."),
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
                  "An audit reads and changes nothing: usual, if {actor} does such audits.",
                  "If not, ask. The audit shows whether root of {account} has a password, keys or"
                      + " MFA."),
              DocumentationLinks.CENTRAL_TASKS,
              activity -> opensSession(activity) && isAudit(activity)),
          new Rule(
              "central.session.task",
              HIGH,
              "a central root session was opened for a task that changes the member account",
              Techniques.TEMPORARY_ACCESS,
              List.of(
                  "Ask {actor} for the ticket: the task is {task}, in account {account}. // Ask"
                      + " {actor} for the ticket: the account is {account}.",
                  "The session lasts 15 minutes at most. Its calls are reported as well.",
                  "No ticket? Revoke sts:AssumeRoot from {actor} now."),
              DocumentationLinks.CENTRAL_TASKS,
              CentralRootRules::opensSession),
          new Rule(
              "central.credentials.removed",
              HIGH,
              "a central root session removed root's password or access key",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Usual where an organization takes root of its members out of use.",
                  "Compare with the ticket of {actor}: the account is {account}."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity) && activity.is("DeleteLoginProfile", "DeleteAccessKey")),
          new Rule(
              "central.change",
              HIGH,
              "a central root session changed something in a member account",
              Techniques.TEMPORARY_ACCESS,
              List.of(
                  "Compare with the ticket of {actor}: {event}, {resource}. // Compare with the"
                      + " ticket of {actor}: {event}.",
                  "AssumeRoot was called up to 15 minutes before. Not reported? Search for it."),
              DocumentationLinks.CENTRAL_TASKS,
              activity ->
                  changes(activity)
                      && !activity.readOnly().orElse(false)
                      && !activity.is("DeleteLoginProfile", "DeleteAccessKey")));

  /** Asked only where nothing else is known of the act. */
  static final Rule READS =
      new Rule(
          "central.read",
          LOW,
          "a central root session read something in a member account",
          Techniques.SERVICE_DISCOVERY,
          List.of(
              "Usual after AssumeRoot for an audit.",
              "No AssumeRoot was reported? Then search for it in the management account."),
          DocumentationLinks.CENTRAL_TASKS,
          activity -> activity.inCentralSession() && activity.readOnly().orElse(false));

  private CentralRootRules() {}

  private static boolean changes(RootActivity activity) {
    return activity.inCentralSession() && activity.succeeded();
  }

  private static boolean opensSession(RootActivity activity) {
    return activity.is(ActivityKind.ASSUME_ROOT) && activity.succeeded();
  }

  private static boolean isAudit(RootActivity activity) {
    return activity.centralTask().filter(AUDIT::equals).isPresent();
  }
}
