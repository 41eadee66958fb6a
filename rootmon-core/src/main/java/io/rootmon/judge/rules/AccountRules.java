package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;
import java.util.Locale;

/** Rules for the account itself: email address, contacts, regions, exposed keys and membership. */
final class AccountRules {
  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "account.email.changed",
              CRITICAL,
              "root's email address was changed: the owner of the new address can reset root's password",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they changed it, and whose address it is now.",
                  "If not: change it back now from the management account, or call AWS Support.",
                  "Check root's password and MFA devices. The owner of the address can reset them."),
              DocumentationLinks.ROOT_EMAIL,
              activity ->
                  activity.is("EmailUpdated", "AcceptPrimaryEmailUpdate") && activity.succeeded()),
          new Rule(
              "account.closed",
              CRITICAL,
              "the account is being closed: the resources of the account stop working immediately",
              Techniques.ACCESS_REMOVAL,
              List.of(
                  "If this was not planned: contact AWS Support now to reopen {account}.",
                  "Reopen the account within 90 days. After that, its data is lost.",
                  "Check which permission allowed the call of {person}, and revoke it if it is not needed. // Check the password, the MFA devices and the access keys of root in {root}.",
                  "If {otherRoot} is the management account, an SCP does not restrict its root: contact AWS Support, and reset its root password. // "),
              DocumentationLinks.CLOSING,
              activity -> closes(activity) && activity.succeeded()),
          new Rule(
              "account.left-organization",
              CRITICAL,
              "the account left the organization: your policies no longer apply to the account",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "If this was not planned: treat {account} as compromised.",
                  "Reset root's password through root's mailbox, or contact AWS Support. The organization can no longer block root of {account}.",
                  "Remove its access now: check roles, resource policies and networks that trust it.",
                  "Contact AWS Support with the organization's ID and the account ID."),
              DocumentationLinks.LEAVING,
              activity ->
                  activity.leavesOrganization() && !isCleaned(activity) && activity.succeeded()),
          new Rule(
              "account.key.exposed",
              CRITICAL,
              "AWS found a publicly exposed access key that may be root's: anyone who found the key may have root's permissions",
              Techniques.UNSECURED_CREDENTIALS,
              List.of(
                  "Sign in as root of {account} and look for the key {key} in Security credentials. // Sign in as root of {account} and look for access keys in Security credentials.",
                  "If it is root's: delete it, then reset root's password and check root's MFA.",
                  "If not: find its user, deactivate the key, and remove what the user created.",
                  "Search CloudTrail for calls with the key."),
              DocumentationLinks.ROOT_KEYS,
              activity -> isOpenNotice(activity) && isKeyOfRoot(activity)));

  static final List<Rule> HIGH_RULES =
      List.of(
          new Rule(
              "account.email.change-started",
              HIGH,
              "a change of root's email address was started: the change needs a code from the new address",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they started it, and for whose address.",
                  "If not: revoke the access of {actor} before the change is confirmed with a code."),
              DocumentationLinks.ROOT_EMAIL,
              activity -> activity.is("StartPrimaryEmailUpdate") && activity.succeeded()),
          new Rule(
              "account.contact.changed",
              HIGH,
              "the account's contacts were changed: warnings from AWS may now reach another recipient",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they changed it.",
                  "If not: restore the contacts, starting with the security contact."),
              DocumentationLinks.CONTACTS,
              activity ->
                  activity.is(
                          "PutContactInformation",
                          "PutAlternateContact",
                          "DeleteAlternateContact",
                          "SetContactAddress")
                      && activity.succeeded()));

  static final List<Rule> OTHER_RULES =
      List.of(
          new Rule(
              "account.user-key.exposed",
              HIGH,
              "AWS found a publicly exposed access key of a user or role: anyone who found the key has the same permissions",
              Techniques.UNSECURED_CREDENTIALS,
              List.of(
                  "Deactivate the key {key} in {account}: it belongs to {resource}. // Deactivate the access keys that the notice names in {account}.",
                  "Search CloudTrail for calls with the key, and remove what it created."),
              DocumentationLinks.ACCESS_KEYS,
              activity -> isOpenNotice(activity) && !isKeyOfRoot(activity)),
          new Rule(
              "account.region.enabled",
              HIGH,
              "a region was enabled: rootmon does not monitor the region until a spoke is deployed",
              Techniques.UNUSED_REGIONS,
              List.of(
                  "Ask {actor} whether the region {region} was planned for {account}. // Ask {actor} whether the region was planned for {account}.",
                  "If so: deploy the spoke there, and add the region to coverage.regions.",
                  "If not: disable the region, and look for resources in it."),
              DocumentationLinks.REGIONS,
              activity -> activity.is("EnableRegion") && activity.succeeded()),
          new Rule(
              "account.closing-failed",
              MEDIUM,
              "AWS could not close the account: the account is still open",
              Techniques.ACCESS_REMOVAL,
              List.of(
                  "Find in CloudTrail who called CloseAccount for {account}.",
                  "If this was not planned: revoke the access of the caller."),
              DocumentationLinks.CLOSING,
              AccountRules::hasFailedToClose),
          new Rule(
              "account.name.changed",
              MEDIUM,
              "the account's name was changed: alerts and reports may show another name for the account",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they changed the name of {account}, and why.",
                  "If not: restore the name, and check what the actor did before and after."),
              DocumentationLinks.ACCOUNT_NAME,
              activity ->
                  activity.is("PutAccountName")
                      && !activity.underRootsPower()
                      && activity.succeeded()),
          new Rule(
              "account.region.disabled",
              MEDIUM,
              "a region was disabled: the resources in the region stay but cannot be reached",
              Techniques.UNUSED_REGIONS,
              List.of(
                  "Ask {actor} whether the region {region} of {account} was empty. // Ask {actor} whether the region of {account} was empty.",
                  "If so: remove the region from coverage.regions, or its spoke counts as silent.",
                  "If not: re-enable it. Its resources still run and cost money."),
              DocumentationLinks.REGIONS,
              activity -> activity.is("DisableRegion") && activity.succeeded()),
          new Rule(
              "account.joined-organization",
              MEDIUM,
              "an account joined the organization: a user outside may still have the root credentials of the account",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "Ask {person} why {account} was invited, and who has its root credentials. // Find in CloudTrail who invited {account}, and find out who has its root credentials.",
                  "Move it into its organizational unit, so that its policies apply.",
                  "Run 'rootmon coverage -c rootmon.json', and check that its spokes report."),
              DocumentationLinks.LEAVING,
              activity -> joins(activity) && !isCreated(activity)),
          new Rule(
              "account.created-in-organization",
              LOW,
              "an account was created in the organization",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "Run 'rootmon coverage -c rootmon.json', and check that the spokes of {account} report.",
                  "If it was not planned: find who created it in CloudTrail (CreateAccount)."),
              DocumentationLinks.LEAVING,
              activity -> joins(activity) && isCreated(activity)),
          new Rule(
              "account.removed-after-closing",
              LOW,
              "a closed account was removed from the organization by AWS",
              Techniques.ACCESS_REMOVAL,
              List.of(
                  "Check that {account} was closed on purpose.",
                  "If not: contact AWS Support immediately."),
              DocumentationLinks.CLOSING,
              activity -> isCleaned(activity) && activity.succeeded()),
          new Rule(
              "account.key.notice-closed",
              LOW,
              "AWS closed its notice about an exposed access key",
              Techniques.UNSECURED_CREDENTIALS,
              List.of(
                  "Check that the key {key} is deleted in {account}. // Check that the access key is deleted in {account}.",
                  "If it is not: delete it, even though the notice is closed."),
              DocumentationLinks.ACCESS_KEYS,
              activity -> activity.isHealthNotice() && !isOpenNotice(activity)));

  private AccountRules() {}

  /** Returns whether the account is being closed. AWS reports the result of the call later. */
  private static boolean closes(RootActivity activity) {
    return activity.is("CloseAccount")
        || (activity.is("CloseAccountResult") && !hasFailedToClose(activity));
  }

  private static boolean hasFailedToClose(RootActivity activity) {
    return activity.is("CloseAccountResult")
        && activity.event().additionalData().values().entrySet().stream()
            .anyMatch(
                it ->
                    it.getKey().toLowerCase(Locale.ROOT).endsWith("closeaccountstatus.state")
                        && it.getValue().equalsIgnoreCase("FAILED"));
  }

  /** Returns whether AWS removed the account, 90 days after it was closed. */
  private static boolean isCleaned(RootActivity activity) {
    return activity.is("AccountDepartedOrganization")
        && activity
            .event()
            .additionalData()
            .text("departedMethod")
            .filter("Cleaned"::equalsIgnoreCase)
            .isPresent();
  }

  private static boolean joins(RootActivity activity) {
    return activity.is("AccountJoinedOrganization") && activity.succeeded();
  }

  /**
   * Returns whether the account was created in the organization. The name of the field is not
   * documented; its value contains the way of joining.
   */
  private static boolean isCreated(RootActivity activity) {
    return activity.event().additionalData().values().values().stream()
        .anyMatch(it -> it.equalsIgnoreCase("Created"));
  }

  private static boolean isOpenNotice(RootActivity activity) {
    return activity.isHealthNotice()
        && activity
            .event()
            .requestParameters()
            .text("statusCode")
            .filter("closed"::equalsIgnoreCase)
            .isEmpty();
  }

  /** Returns whether the key may belong to root. A notice without an owner may be about root. */
  private static boolean isKeyOfRoot(RootActivity activity) {
    return activity.event().requestParameters().text("userName").isEmpty();
  }
}
