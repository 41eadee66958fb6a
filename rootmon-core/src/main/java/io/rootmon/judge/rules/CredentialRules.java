package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;

/** Root's own credentials: access keys, password, second factor. */
final class CredentialRules {
  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "root.access-key.used",
              CRITICAL,
              "a long-term access key of root was used: its holder is root",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Find out who holds {usedKey}. If that is not known, treat root as taken. // Find"
                      + " out who holds the key. If that is not known, treat root as taken.",
                  "Sign in as root, deactivate {usedKey}, and delete it later. // Sign in as root,"
                      + " deactivate the key, and delete it later.",
                  "Search CloudTrail for all calls with this key.",
                  "Change root's password and check its MFA devices."),
              DocumentationLinks.ROOT_KEYS,
              RootActivity::usedLongTermKey),
          new Rule(
              "root.access-key.created",
              CRITICAL,
              "a root access key was created",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "If this was not planned: sign in as root and delete {key} now. // If this was"
                      + " not planned: sign in as root and delete the key created at {time} now.",
                  "Change root's password and check its MFA devices: the caller had root's power.",
                  "Search CloudTrail for calls with {key}. // Search CloudTrail for calls with the"
                      + " new key. The record does not hold its ID."),
              DocumentationLinks.ROOT_KEYS,
              activity ->
                  activity.is("CreateAccessKey")
                      && activity.concernsRootItself()
                      && activity.succeeded()),
          new Rule(
              "root.access-key.enabled",
              CRITICAL,
              "a root access key was made active again",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "If this was not planned: sign in as root and deactivate {key} now. // If this"
                      + " was not planned: sign in as root and deactivate its access keys now.",
                  "Change root's password and check its MFA devices: the caller had root's power.",
                  "Search CloudTrail for calls with {key}. // Search CloudTrail for calls with"
                      + " root's keys."),
              DocumentationLinks.ROOT_KEYS,
              activity ->
                  activity.is("UpdateAccessKey")
                      && activity.concernsRootItself()
                      && setsStatus(activity, "Active")
                      && activity.succeeded()),
          new Rule(
              "root.mfa.removed",
              CRITICAL,
              "a second factor of root was removed",
              Techniques.MODIFY_MFA,
              List.of(
                  "Ask {actor} why. A lost phone is a reason, if its owner confirms it in person.",
                  "If there is no reason: reset root's password, then register a new MFA device.",
                  "Check what else was done from {address} in {account}. // Check what else was"
                      + " done in {account} since then."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  activity.is("DeactivateMFADevice", "DeleteVirtualMFADevice")
                      && activity.concernsRootItself()
                      && !activity.inCentralSession()
                      && activity.succeeded()),
          new Rule(
              "root.password.recovered",
              CRITICAL,
              "root's password was reset through its e-mail address",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask the owner of root's mailbox whether they reset the password just now.",
                  "If not, an attacker reads the mailbox. Secure it first, then reset the password"
                      + " again.",
                  "Check root's MFA devices and sign-ins to {account} since then."),
              DocumentationLinks.ROOT_PASSWORD_RESET,
              activity -> activity.is("PasswordRecoveryCompleted") && activity.succeeded()),
          new Rule(
              "root.password.changed",
              CRITICAL,
              "root's password was changed or set",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {owner}. If the change is not theirs: reset it through root's mailbox now.",
                  "Check root's MFA devices, and that no root access key exists.",
                  "Check what else was done from {address}. // Check what else was done at that"
                      + " time."),
              DocumentationLinks.ROOT_PASSWORD,
              activity ->
                  setsRootsPassword(activity)
                      && !activity.inCentralSession()
                      && activity.succeeded()));

  static final List<Rule> HIGH_RULES =
      List.of(
          new Rule(
              "root.password.recovery-requested",
              HIGH,
              "a reset of root's password was requested",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask the owner of root's mailbox whether they asked for it.",
                  "If not: make sure that only its owner reads that mailbox. The reset link is in"
                      + " it.",
                  "Watch for a completed recovery or a sign-in to {account}."),
              DocumentationLinks.ROOT_PASSWORD_RESET,
              activity -> activity.is("PasswordRecoveryRequested") && activity.succeeded()),
          new Rule(
              "root.password.deleted",
              HIGH,
              "root's password was deleted",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask whether root of {account} was to be taken out of use.",
                  "If not planned: reset the password through root's mailbox, and sign in."),
              DocumentationLinks.ROOT_PASSWORD_RESET,
              activity ->
                  activity.is("DeleteLoginProfile")
                      && !activity.inCentralSession()
                      && activity.concernsRootItself()
                      && activity.succeeded()),
          new Rule(
              "root.access-key.withdrawn",
              HIGH,
              "a root access key was deactivated or deleted",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Good, if planned: root should have no access key. Ask {actor}.",
                  "If not planned: an attacker may be root in {account}. Reset root's password."),
              DocumentationLinks.ROOT_KEYS,
              activity ->
                  activity.is("UpdateAccessKey", "DeleteAccessKey")
                      && activity.concernsRootItself()
                      && !activity.inCentralSession()
                      && activity.succeeded()
                      && !setsStatus(activity, "Active")),
          new Rule(
              "root.mfa.changed",
              HIGH,
              "a second factor was registered or resynchronised by root",
              Techniques.MODIFY_MFA,
              List.of(
                  "Ask {owner}. The owner of an unknown device can sign in as root.",
                  "If not theirs: sign in as root, remove the device, change the password."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  activity.is("EnableMFADevice", "ResyncMFADevice")
                      && activity.concernsRootItself()
                      && activity.succeeded()));

  private CredentialRules() {}

  private static boolean setsStatus(RootActivity activity, String status) {
    return activity
        .event()
        .requestParameters()
        .text("status")
        .filter(status::equalsIgnoreCase)
        .isPresent();
  }

  private static boolean setsRootsPassword(RootActivity activity) {
    return activity.is("PasswordUpdated")
        || (activity.is("ChangePassword") && activity.actedAsRoot())
        || (activity.is("CreateLoginProfile", "UpdateLoginProfile")
            && activity.concernsRootItself());
  }
}
