package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.MfaUse;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;

/** The console's sign-in, and the credentials that root mints. */
final class SignInRules {
  static final List<Rule> CRITICAL_RULES =
      List.of(
          new Rule(
              "root.sign-in.without-mfa",
              CRITICAL,
              "root signed in to the console without MFA: the password alone was enough",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this"
                      + " sign-in theirs?",
                  "If not: reset root's password, then stop its sessions: {stop}.",
                  "If so: register an MFA device for root before anything else is done."),
              DocumentationLinks.ROOT_MFA,
              activity ->
                  signedIn(activity)
                      && activity.mfa() == MfaUse.NOT_USED
                      && activity.actedAsRoot()),
          new Rule(
              "root.sign-in.mfa-unknown",
              CRITICAL,
              "root signed in to the console and the record does not say whether MFA was used",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this"
                      + " sign-in theirs?",
                  "If not: reset root's password, then stop its sessions: {stop}.",
                  "Check that root has an MFA device."),
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
              "the console fetched its own session for a sign-in: part of that sign-in",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Nothing by itself: judge the sign-in that it belongs to.",
                  "No sign-in was reported in the same minute? Then look for it in CloudTrail."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.isConsolesOwnSession() && activity.succeeded()),
          new Rule(
              "root.sign-in",
              HIGH,
              "root signed in to the console with MFA",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this"
                      + " sign-in theirs?",
                  "If not, an attacker has the password and the second factor. Reset both.",
                  "Then stop root's sessions: {stop}."),
              DocumentationLinks.BEST_PRACTICES,
              activity ->
                  signedIn(activity) && activity.mfa() == MfaUse.USED && activity.actedAsRoot()),
          new Rule(
              "root.sign-in.federated",
              HIGH,
              "a session that root issued opened the console",
              Techniques.ACCESS_TOKEN,
              List.of(
                  "Ask {owner} who was given such a session, and why.",
                  "It lasts an hour at most. To end it before: {stop}."),
              DocumentationLinks.TEMPORARY_CREDENTIALS,
              activity -> signedIn(activity) && activity.issuedByRoot()),
          // The meaning of MFAUsed in a failed sign-in is not documented. Detections such as
          // Splunk's "AWS Console Login Failed During MFA Challenge" read it the same way.
          new Rule(
              "root.password.known",
              HIGH,
              "the second factor was asked for and not passed: the password was probably right",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner}: was this sign-in from {address} theirs? // Ask {owner}: was this"
                      + " sign-in theirs?",
                  "If not, treat root's password as known to an attacker. Reset it now.",
                  "Check root's MFA devices, and watch for further sign-ins."),
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
                  "Ask {owner}. One failure is often a typing error.",
                  "Several failures, or an unknown place: check that root has MFA.",
                  "A success after failures is a finding of its own."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.is("ConsoleLogin", "CheckMfa") && !activity.succeeded()),
          new Rule(
              "root.sign-in.mfa-check",
              LOW,
              "root's second factor was checked: part of a sign-in",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Nothing by itself: judge the sign-in that follows.",
                  "If none follows within five minutes, a finding of its own reports it."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.is("CheckMfa") && activity.succeeded()),
          new Rule(
              "root.credentials.minted",
              HIGH,
              "root made temporary credentials for use elsewhere",
              Techniques.ACCESS_TOKEN,
              List.of(
                  "Ask {owner} who needed {key}, and for what. // Ask {owner} who needed them, and"
                      + " for what.",
                  "A session token of root lasts an hour at most; a new password does not end it.",
                  "To end it before: {stop}. Look in CloudTrail for what was done with it."),
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
