package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.MfaUse;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;

/** Rules for console sign-ins, and for credentials that root creates. */
final class SignInRules {
  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "root.sign-in.without-mfa",
              CRITICAL,
              "root signed in to the console without MFA: the password alone was enough to get in",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this sign-in theirs?",
                  "If not, or if there is no answer within 5 minutes: {stop}. Then reset root's password.",
                  "If so: have them register an MFA device for root first."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  signedIn(activity)
                      && activity.mfa() == MfaUse.NOT_USED
                      && activity.actedAsRoot()),
          new Rule(
              "root.sign-in.mfa-unknown",
              CRITICAL,
              "root signed in to the console and the record does not say whether MFA was used: the password alone may have been enough",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this sign-in theirs?",
                  "If not, or if there is no answer within 5 minutes: {stop}. Then reset root's password.",
                  "If so: check that root has an MFA device."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  signedIn(activity)
                      && activity.mfa() == MfaUse.UNKNOWN
                      && activity.actedAsRoot()));

  static final List<Rule> OTHER_RULES =
      List.of(
          new Rule(
              "root.sign-in.console-session",
              LOW,
              "the console created its own session: part of a sign-in",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Check the alert about the sign-in that this session belongs to.",
                  "If no sign-in was reported in the same minute, search CloudTrail for it."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.isConsolesOwnSession() && activity.succeeded()),
          new Rule(
              "root.sign-in",
              HIGH,
              "root signed in to the console with MFA: few tasks require root, so each sign-in should be planned",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this sign-in theirs?",
                  "If not, or if there is no answer within 5 minutes: {stop}. Another user has both the password and the MFA device.",
                  "Then reset root's password and replace its MFA device."),
              DocumentationLinks.BEST_PRACTICES,
              activity ->
                  signedIn(activity) && activity.mfa() == MfaUse.USED && activity.actedAsRoot()),
          new Rule(
              "root.sign-in.federated",
              HIGH,
              "a session that root issued opened the console: the holder of the session has root's permissions",
              Techniques.ACCESS_TOKEN,
              List.of(
                  "Ask {owner} who received this session, and why.",
                  "If you cannot tell: {stop}. The session itself ends within one hour."),
              DocumentationLinks.TEMPORARY_CREDENTIALS,
              activity -> signedIn(activity) && activity.issuedByRoot()),
          // The meaning of MFAUsed in a failed sign-in is not documented. Detections such as
          // Splunk's "AWS Console Login Failed During MFA Challenge" read it the same way.
          new Rule(
              "root.password.known",
              HIGH,
              "the MFA check failed: the password was probably correct",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this attempt from {address} theirs? // Ask {owner}: was this attempt theirs?",
                  "If not: reset root's password now. The caller knew it.",
                  "Check root's MFA devices, and look for further sign-ins."),
              DocumentationLinks.ROOT_PASSWORD,
              activity ->
                  (activity.is("CheckMfa")
                          || (activity.is("ConsoleLogin") && activity.mfa() == MfaUse.USED))
                      && !activity.succeeded()
                      && activity.actedAsRoot()),
          new Rule(
              "root.sign-in.failed",
              MEDIUM,
              "a sign-in as root failed",
              Techniques.PASSWORD_GUESSING,
              List.of(
                  "Ask {owner} whether they mistyped the password.",
                  "Confirm that root has MFA. Repeated failures, or an address you don't recognize, mean that an attacker is guessing."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.is("ConsoleLogin", "CheckMfa") && !activity.succeeded()),
          new Rule(
              "root.sign-in.mfa-check",
              LOW,
              "the MFA check of root succeeded: part of a sign-in",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Check the alert about the sign-in that follows.",
                  "If no sign-in follows within five minutes, rootmon sends another alert."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.is("CheckMfa") && activity.succeeded()),
          new Rule(
              "root.credentials.minted",
              HIGH,
              "root created temporary credentials: the credentials work outside the console and survive a password change",
              Techniques.ACCESS_TOKEN,
              List.of(
                  "Ask {owner} who needed {key}, and for what. // Ask {owner} who needed the credentials, and for what.",
                  "If you cannot tell: {stop}. A new password does not end the session, which {lasts}.",
                  "Search CloudTrail for calls with these credentials."),
              DocumentationLinks.TEMPORARY_CREDENTIALS,
              activity ->
                  activity.mintsCredentials()
                      && !activity.isConsolesOwnSession()
                      && activity.succeeded()));

  private SignInRules() {}

  private static boolean signedIn(RootActivity activity) {
    return activity.is("ConsoleLogin") && activity.succeeded();
  }
}
