package io.rootmon.alert;

import static java.util.Map.entry;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.text.SafeText;
import java.util.Map;

/**
 * What calls mean in plain words, for those that people should not have to look up. A phrase begins
 * with its verb twice, as in "Root <em>created</em> …" and "Root tried to <em>create</em> …";
 * {@code {account}} stands for where it was done.
 */
final class EventPhrases {
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          entry("ConsoleLogin", "signed/sign in to {account}"),
          entry("CheckMfa", "passed/pass the MFA check of {account}"),
          entry("PasswordRecoveryRequested", "asked/ask to reset root's password of {account}"),
          entry(
              "PasswordRecoveryCompleted",
              "reset/reset root's password of {account} through its mailbox"),
          entry("PasswordUpdated", "changed/change root's password of {account}"),
          entry("EmailUpdated", "changed/change root's e-mail address of {account}"),
          entry("AcceptPrimaryEmailUpdate", "changed/change root's e-mail address of {account}"),
          entry(
              "StartPrimaryEmailUpdate",
              "started/start to change root's e-mail address of {account}"),
          entry("PutContactInformation", "changed/change the contact of {account}"),
          entry("PutAlternateContact", "changed/change an alternate contact of {account}"),
          entry("DeleteAlternateContact", "deleted/delete an alternate contact of {account}"),
          entry("SetContactAddress", "changed/change the contact of {account}"),
          entry("GetSecretValue", "read/read a secret in {account}"),
          entry("BatchGetSecretValue", "read/read secrets in {account}"),
          entry("GetPasswordData", "read/read the password of an instance in {account}"),
          entry("DeleteAccountPasswordPolicy", "deleted/delete the password policy of {account}"),
          entry("UpdateAccountPasswordPolicy", "changed/change the password policy of {account}"),
          entry("DeactivateMFADevice", "removed/remove a user's MFA device in {account}"),
          entry("CloseAccount", "closed/close {account}"),
          entry("RemoveAccountFromOrganization", "removed/remove {account} from the organization"),
          entry("CreateOAuth2Token", "made/make command-line credentials in {account}"),
          entry("LeaveOrganization", "took/take {account} out of the organization"),
          entry("StopLogging", "stopped/stop a CloudTrail trail in {account}"),
          entry("DeleteTrail", "deleted/delete a CloudTrail trail in {account}"),
          entry("UpdateTrail", "changed/change a CloudTrail trail in {account}"),
          entry("PutEventSelectors", "changed/change what a CloudTrail trail records in {account}"),
          entry("DeleteDetector", "deleted/delete the GuardDuty detector in {account}"),
          entry("UpdateDetector", "loosened/loosen GuardDuty in {account}"),
          entry("StopConfigurationRecorder", "stopped/stop AWS Config in {account}"),
          entry("DisableSecurityHub", "switched/switch Security Hub off in {account}"),
          entry("CreateUser", "created/create an IAM user in {account}"),
          entry("CreateAccessKey", "created/create an access key for a user in {account}"),
          entry("CreateLoginProfile", "gave/give a user a password in {account}"),
          entry("AttachUserPolicy", "gave/give a user permissions in {account}"),
          entry("PutUserPolicy", "gave/give a user permissions in {account}"),
          entry("AttachRolePolicy", "gave/give a role permissions in {account}"),
          entry("PutRolePolicy", "gave/give a role permissions in {account}"),
          entry("AddUserToGroup", "put/put a user into a group in {account}"),
          entry("CreateRole", "created/create an IAM role in {account}"),
          entry("UpdateAssumeRolePolicy", "changed/change who may take a role in {account}"),
          entry("CreateSAMLProvider", "added/add a SAML identity provider in {account}"),
          entry(
              "CreateOpenIDConnectProvider",
              "added/add an OpenID Connect identity provider in {account}"),
          entry("GetSessionToken", "made/make temporary credentials in {account}"),
          entry("GetFederationToken", "made/make federated credentials in {account}"),
          entry("GetSigninToken", "made/make a console sign-in token in {account}"),
          entry("RunInstances", "started/start EC2 instances in {account}"),
          entry("EnableRegion", "enabled/enable a region in {account}"),
          entry(
              "EnableOrganizationsRootSessions",
              "switched/switch central root sessions on in {account}"),
          entry(
              "DisableOrganizationsRootSessions",
              "switched/switch central root sessions off in {account}"),
          entry(
              "EnableOrganizationsRootCredentialsManagement",
              "switched/switch central root credentials management on in {account}"),
          entry(
              "DisableOrganizationsRootCredentialsManagement",
              "switched/switch central root credentials management off in {account}"));

  private static final Map<String, String> ON_ROOT_ITSELF =
      Map.ofEntries(
          entry("CreateAccessKey", "created/create a root access key in {account}"),
          entry("DeleteAccessKey", "deleted/delete a root access key in {account}"),
          entry("CreateLoginProfile", "set/set root's password of {account}"),
          entry("UpdateLoginProfile", "changed/change root's password of {account}"),
          entry("DeleteLoginProfile", "deleted/delete root's password of {account}"),
          entry("DeactivateMFADevice", "removed/remove root's MFA device of {account}"),
          entry("DeleteVirtualMFADevice", "deleted/delete root's MFA device of {account}"),
          entry("EnableMFADevice", "registered/register an MFA device for root of {account}"));

  private EventPhrases() {}

  /** The deed, or the attempt at it where it did not succeed. */
  static String of(RootActivity activity) {
    String phrase = phrase(activity);
    int slash = phrase.indexOf('/');
    int space = phrase.indexOf(' ');
    return activity.succeeded()
        ? phrase.substring(0, slash) + phrase.substring(space)
        : "tried to " + phrase.substring(slash + 1);
  }

  private static String phrase(RootActivity activity) {
    String name = SafeText.line(activity.event().name(), 80);
    if (activity.isGuardDutyFinding() && activity.event().requestParameters().isTrue("sample")) {
      return "generated/generate a sample finding in {account}, not a real one (" + name + ")";
    } else if (activity.isAlarmOnRoot()) {
      return "reported/report use of the root user of {account} (" + name + ")";
    } else if (activity.isGuardDutyFinding()) {
      return "saw/see root credentials in use in {account} (" + name + ")";
    } else if (activity.passedMfaCheck()) {
      return "was/be asked for the second factor of {account}";
    } else if (activity.isHealthNotice()) {
      return "reported/report an exposed access key in {account} (" + name + ")";
    } else if (activity.isConsolesOwnSession()) {
      return "got/get a console session in {account}";
    } else if (activity.changesRootmon()) {
      return "changed/change rootmon itself (" + name + ") in {account}";
    } else if (activity.is(ActivityKind.ASSUME_ROOT)) {
      String task = SafeText.line(activity.centralTask().orElse("an unknown task"), 60);
      return "opened/open a central root session in {account} for " + task;
    }
    if (activity.is("UpdateAccessKey") && activity.concernsRootItself()) {
      return activity
              .event()
              .requestParameters()
              .text("status")
              .filter("Active"::equals)
              .isPresent()
          ? "re-enabled/re-enable a root access key in {account}"
          : "deactivated/deactivate a root access key in {account}";
    }
    String phrase = activity.concernsRootItself() ? ON_ROOT_ITSELF.get(name) : null;
    if (phrase == null) {
      phrase = BY_NAME.get(name);
    }
    return phrase == null ? called(activity, name) : phrase;
  }

  private static String called(RootActivity activity, String name) {
    String service = SafeText.line(activity.event().service(), 40);
    String call = service.isEmpty() ? name : name + " (" + service + ")";
    return "called/call " + call + " in {account}";
  }
}
