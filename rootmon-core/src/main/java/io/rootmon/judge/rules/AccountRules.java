package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.judge.Rule;
import java.util.List;

/** The account itself: its e-mail address, its contacts, its end. */
final class AccountRules {
  static final List<Rule> CRITICAL_ONES =
      List.of(
          new Rule(
              "account.email.changed",
              CRITICAL,
              "root's e-mail address was changed: its owner can reset root's password",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they changed it, and whose address it is now.",
                  "If not: change it back now from the management account, or call AWS Support.",
                  "The owner of the address can take the account over."),
              Pages.ROOT_EMAIL,
              activity ->
                  activity.is("EmailUpdated", "AcceptPrimaryEmailUpdate") && activity.succeeded()),
          new Rule(
              "account.closed",
              CRITICAL,
              "the account is being closed",
              Techniques.ACCESS_REMOVAL,
              List.of(
                  "If not planned: call AWS Support now to reopen {account}.",
                  "An account can be reopened for 90 days. Its resources stop working at once.",
                  "Check which permission {actor} used."),
              Pages.CLOSING,
              activity -> activity.is("CloseAccount") && activity.succeeded()),
          new Rule(
              "account.left-organization",
              CRITICAL,
              "the account left the organization: your policies no longer apply there",
              Techniques.MODIFY_HIERARCHY,
              List.of(
                  "If not planned: treat {account} as taken over.",
                  "Remove its access now: roles, resource policies and networks that let it in.",
                  "Call AWS Support with the organization's ID and this account's number."),
              Pages.LEAVING,
              activity ->
                  activity.is("LeaveOrganization", "RemoveAccountFromOrganization")
                      && activity.succeeded()));

  static final List<Rule> HIGH_ONES =
      List.of(
          new Rule(
              "account.email.change-started",
              HIGH,
              "a change of root's e-mail address was started",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they started it, and for whose address.",
                  "If not: revoke the access of {actor} before the change is confirmed with a"
                      + " code."),
              Pages.ROOT_EMAIL,
              activity -> activity.is("StartPrimaryEmailUpdate") && activity.succeeded()),
          new Rule(
              "account.contact.changed",
              HIGH,
              "the account's contacts were changed: AWS's warnings may go elsewhere now",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  "Ask {actor} whether they changed it.",
                  "If not: set the contact back, the security contact first."),
              Pages.CONTACTS,
              activity ->
                  activity.is(
                          "PutContactInformation",
                          "PutAlternateContact",
                          "DeleteAlternateContact",
                          "SetContactAddress")
                      && activity.succeeded()));

  private AccountRules() {}
}
