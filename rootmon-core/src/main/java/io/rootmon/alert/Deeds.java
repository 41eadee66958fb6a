package io.rootmon.alert;

import io.rootmon.detect.RootActivity;
import io.rootmon.text.SafeText;
import java.util.HashMap;
import java.util.Map;

/** What calls mean in plain words, for those that people should not have to look up. */
final class Deeds {
  /**
   * A call in words, {@code {account}} standing for where it was done.
   *
   * @param done as in "Root <em>signed in to</em>"
   * @param attempted as in "Root tried to <em>sign in to</em>"
   */
  record Deed(String done, String attempted) {}

  private static final Map<String, Deed> BY_NAME = new HashMap<>();
  private static final Map<String, Deed> ON_ROOT_ITSELF = new HashMap<>();

  static {
    add("ConsoleLogin", "signed in to {account}", "sign in to {account}");
    add("CheckMfa", "passed the MFA check of {account}", "pass the MFA check of {account}");
    add(
        "PasswordRecoveryRequested",
        "asked to reset root's password of {account}",
        "ask for a reset of root's password of {account}");
    add(
        "PasswordRecoveryCompleted",
        "reset root's password of {account} through its mailbox",
        "reset root's password of {account} through its mailbox");
    add(
        "PasswordUpdated",
        "changed root's password of {account}",
        "change root's password of {account}");
    add(
        "EmailUpdated",
        "changed root's e-mail address of {account}",
        "change root's e-mail address of {account}");
    add(
        "AcceptPrimaryEmailUpdate",
        "changed root's e-mail address of {account}",
        "change root's e-mail address of {account}");
    add(
        "StartPrimaryEmailUpdate",
        "started to change root's e-mail address of {account}",
        "start a change of root's e-mail address of {account}");
    add(
        "PutContactInformation",
        "changed the contact of {account}",
        "change the contact of {account}");
    add(
        "PutAlternateContact",
        "changed an alternate contact of {account}",
        "change an alternate contact of {account}");
    add(
        "DeleteAlternateContact",
        "deleted an alternate contact of {account}",
        "delete an alternate contact of {account}");
    add("CloseAccount", "closed {account}", "close {account}");
    add(
        "LeaveOrganization",
        "took {account} out of the organization",
        "take {account} out of the organization");
    add(
        "StopLogging",
        "stopped a CloudTrail trail in {account}",
        "stop a CloudTrail trail in {account}");
    add(
        "DeleteTrail",
        "deleted a CloudTrail trail in {account}",
        "delete a CloudTrail trail in {account}");
    add(
        "UpdateTrail",
        "redirected a CloudTrail trail in {account}",
        "redirect a CloudTrail trail in {account}");
    add(
        "DeleteDetector",
        "deleted the GuardDuty detector in {account}",
        "delete the GuardDuty detector in {account}");
    add("CreateUser", "created an IAM user in {account}", "create an IAM user in {account}");
    add(
        "CreateAccessKey",
        "created an access key for a user in {account}",
        "create an access key for a user in {account}");
    add(
        "CreateLoginProfile",
        "gave a user a password in {account}",
        "give a user a password in {account}");
    add(
        "GetSessionToken",
        "made temporary credentials in {account}",
        "make temporary credentials in {account}");
    add(
        "GetFederationToken",
        "made federated credentials in {account}",
        "make federated credentials in {account}");
    onRoot(
        "CreateAccessKey",
        "created a root access key in {account}",
        "create a root access key in {account}");
    onRoot(
        "UpdateAccessKey",
        "changed a root access key in {account}",
        "change a root access key in {account}");
    onRoot(
        "DeleteAccessKey",
        "deleted a root access key in {account}",
        "delete a root access key in {account}");
    onRoot(
        "CreateLoginProfile",
        "set root's password of {account}",
        "set root's password of {account}");
    onRoot(
        "UpdateLoginProfile",
        "changed root's password of {account}",
        "change root's password of {account}");
    onRoot(
        "DeleteLoginProfile",
        "deleted root's password of {account}",
        "delete root's password of {account}");
    onRoot(
        "DeactivateMFADevice",
        "removed root's MFA device of {account}",
        "remove root's MFA device of {account}");
    onRoot(
        "DeleteVirtualMFADevice",
        "deleted root's MFA device of {account}",
        "delete root's MFA device of {account}");
    onRoot(
        "EnableMFADevice",
        "registered an MFA device for root of {account}",
        "register an MFA device for root of {account}");
  }

  private Deeds() {}

  static Deed of(RootActivity activity) {
    String name = activity.event().name();
    if (activity.isGuardDutyFinding()) {
      String seen = "saw root credentials in use in {account}";
      return new Deed(seen, seen);
    }
    if (activity.isConsolesOwnSession()) {
      return new Deed("got a console session in {account}", "get a console session in {account}");
    }
    if (activity.isAssumeRoot()) {
      String task = SafeText.line(activity.centralTask().orElse("an unknown task"), 60);
      return new Deed(
          "opened a central root session in {account} for " + task,
          "open a central root session in {account} for " + task);
    }
    Deed deed = activity.concernsRootItself() ? ON_ROOT_ITSELF.get(name) : null;
    if (deed == null) {
      deed = BY_NAME.get(name);
    }
    return deed == null ? called(activity) : deed;
  }

  private static Deed called(RootActivity activity) {
    String name = SafeText.line(activity.event().name(), 80);
    String service = SafeText.line(activity.event().service(), 40);
    String call = service.isEmpty() ? name : name + " (" + service + ")";
    return new Deed("called " + call + " in {account}", "call " + call + " in {account}");
  }

  private static void add(String name, String done, String attempted) {
    BY_NAME.put(name, new Deed(done, attempted));
  }

  private static void onRoot(String name, String done, String attempted) {
    ON_ROOT_ITSELF.put(name, new Deed(done, attempted));
  }
}
