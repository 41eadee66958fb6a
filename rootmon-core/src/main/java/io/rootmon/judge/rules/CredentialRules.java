package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;

/** Rules for root's own credentials: access keys, password, second factor. */
final class CredentialRules {
  /**
   * The rule for any call with a root access key. It is evaluated after all other CRITICAL rules,
   * so that it does not hide what the key was used for.
   */
  static final Rule KEY_USED =
      new Rule(
          "root.access-key.used",
          CRITICAL,
          "a root access key was used: the caller has root's permissions",
          Techniques.CLOUD_ACCOUNTS,
          List.of(
              "Find out who uses {usedKey}. If you can't tell, {stop}. // Find out who uses the key. If you can't tell, {stop}.",
              "Delete {usedKey} with central root access, or sign in as root and deactivate it. // Delete the key: sign in as root, or use central root access.",
              "Search CloudTrail for all calls with this key.",
              "Reset root's password and check its MFA devices."),
          DocumentationLinks.ROOT_KEYS,
          RootActivity::usedLongTermKey);

  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "root.access-key.created",
              CRITICAL,
              "a root access key was created: the key works from anywhere, without MFA, until it is deleted",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "If this was not planned: delete {key} now. Sign in as root, or use central root access. // If this was not planned: immediately delete the key created at {time}. Sign in as root, or use central root access.",
                  "Reset root's password and check its MFA devices. The caller had root's permissions.",
                  "Search CloudTrail for calls with {key}. // Search CloudTrail for calls with the new key. The event does not contain its ID."),
              DocumentationLinks.ROOT_KEYS,
              activity ->
                  activity.is("CreateAccessKey")
                      && activity.targetsRootItself()
                      && activity.succeeded()),
          new Rule(
              "root.access-key.enabled",
              CRITICAL,
              "a root access key was reactivated: the key works from anywhere, without MFA",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "If this was not planned: sign in as root and deactivate {key} now. // If this was not planned: sign in as root and deactivate its access keys now.",
                  "Reset root's password and check its MFA devices. The caller had root's permissions.",
                  "Search CloudTrail for calls with {key}. // Search CloudTrail for calls with root's keys."),
              DocumentationLinks.ROOT_KEYS,
              activity ->
                  activity.is("UpdateAccessKey")
                      && activity.targetsRootItself()
                      && setsStatus(activity, "Active")
                      && activity.succeeded()),
          new Rule(
              "root.signing-certificate.created",
              CRITICAL,
              "a signing certificate of root was uploaded or reactivated: the holder of the private key can act as root, without MFA",
              Techniques.CLOUD_CREDENTIALS,
              List.of(
                  "If this was not planned: delete the certificate now. Sign in as root, or use central root access.",
                  "Reset root's password and check its MFA devices. The caller had root's permissions.",
                  "Check what else was done from {address}. // Check what else was done at that time."),
              DocumentationLinks.SIGNING_CERTIFICATES,
              activity ->
                  activity.targetsRootItself()
                      && (activity.is("UploadSigningCertificate")
                          || (activity.is("UpdateSigningCertificate")
                              && setsStatus(activity, "Active")))
                      && activity.succeeded()),
          new Rule(
              "root.mfa.removed",
              CRITICAL,
              "an MFA device of root was removed: the password alone may be enough now",
              Techniques.MODIFY_MFA,
              List.of(
                  "Ask {actor} why the device was removed. Accept a lost phone as the reason only if its owner confirms it in person.",
                  "If there is no good reason: {stop}. Then reset root's password and register a new MFA device.",
                  "Check what else was done from {address} in {account}. // Check what else was done in {account} since then."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  activity.is("DeactivateMFADevice", "DeleteVirtualMFADevice")
                      && activity.targetsRootItself()
                      && !activity.inCentralSession()
                      && activity.succeeded()),
          new Rule(
              "root.password.recovered",
              CRITICAL,
              "root's password was reset by email: every reader of that mailbox can sign in",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask the owner of root's mailbox whether they reset the password just now.",
                  "If not: {stop}. Secure the mailbox, then reset the password again.",
                  "Check root's MFA devices, and sign-ins to {account} since then."),
              DocumentationLinks.ROOT_PASSWORD_RESET,
              activity -> activity.is("PasswordRecoveryCompleted") && activity.succeeded()),
          new Rule(
              "root.password.changed",
              CRITICAL,
              "root's password was changed: earlier passwords no longer work",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {owner} whether they did this. If not: reset root's password through root's mailbox now.",
                  "Check root's MFA devices, and that root has no access key.",
                  "Check what else was done from {address}. // Check what else was done at that time."),
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
              "a reset of root's password was requested: the link is in root's mailbox",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask the owner of root's mailbox whether they requested it.",
                  "If not: make sure that only the owner can read that mailbox. It receives the reset link.",
                  "Look for a completed reset, or a sign-in to {account}."),
              DocumentationLinks.ROOT_PASSWORD_RESET,
              activity -> activity.is("PasswordRecoveryRequested") && activity.succeeded()),
          new Rule(
              "root.password.deleted",
              HIGH,
              "root's password was deleted: root cannot sign in until the password is reset",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether the root password of {account} was meant to be deleted.",
                  "If not: reset the password through root's mailbox, and sign in."),
              DocumentationLinks.ROOT_PASSWORD_RESET,
              activity ->
                  activity.is("DeleteLoginProfile")
                      && !activity.inCentralSession()
                      && activity.targetsRootItself()
                      && activity.succeeded()),
          new Rule(
              "root.access-key.withdrawn",
              HIGH,
              "a root access key was deactivated or deleted: programs that used it stop working",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether this was planned. Root should have no access key.",
                  "If not: reset root's password. Another user may have root access to {account}."),
              DocumentationLinks.ROOT_KEYS,
              activity ->
                  activity.is("UpdateAccessKey", "DeleteAccessKey")
                      && activity.targetsRootItself()
                      && !activity.inCentralSession()
                      && activity.succeeded()
                      && !setsStatus(activity, "Active")),
          new Rule(
              "root.signing-certificate.withdrawn",
              HIGH,
              "a signing certificate of root was deactivated or deleted: programs that used the certificate stop working",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether this was planned. Root should have no signing certificate.",
                  "If not: reset root's password. Another user may have root access to {account}."),
              DocumentationLinks.SIGNING_CERTIFICATES,
              activity ->
                  activity.is("UpdateSigningCertificate", "DeleteSigningCertificate")
                      && activity.targetsRootItself()
                      && !activity.inCentralSession()
                      && activity.succeeded()
                      && !setsStatus(activity, "Active")),
          new Rule(
              "root.mfa.changed",
              HIGH,
              "an MFA device of root was created, registered or resynchronized: the holder of the device passes root's MFA check",
              Techniques.MODIFY_MFA,
              List.of(
                  "Ask {owner} whether the device is theirs.",
                  "If not: sign in as root, remove the device, and change the password."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  (activity.is("EnableMFADevice", "ResyncMFADevice")
                          || activity.createsRootsDevice())
                      && activity.targetsRootItself()
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
            && activity.targetsRootItself());
  }
}
