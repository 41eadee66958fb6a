package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.MfaUse;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One sentence about an activity, in several lengths.
 *
 * @param texts the longest first: with the account's number and the address, without the number of
 *     an account that has a name, without the address
 */
record Headline(List<String> texts) {
  private static final int MAX_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_ADDRESS_LENGTH = 60;

  /** Calls whose description ends with a place or a role that an address cannot follow. */
  private static final Set<String> WITH_ADDRESS_ASIDE =
      Set.of(
          "LeaveOrganization",
          "RemoveAccountFromOrganization",
          "MoveAccount",
          "DeregisterDelegatedAdministrator",
          "DisableAWSServiceAccess");

  /** The subjects of activity with root's permissions. */
  private static final List<String> ROOT_SUBJECTS =
      List.of(
          "Root ", "A root access key ", "A central root session ", "A session issued by root ");

  Headline {
    texts = List.copyOf(texts);
  }

  static Headline of(Finding finding, Account account) {
    RootActivity activity = finding.activity();
    String brief = brief(account);
    String origin = origin(activity);
    Set<String> texts = new LinkedHashSet<>();
    String outcome = outcome(activity) + remark(finding);
    texts.add(sentence(finding, full(account)) + origin + outcome);
    texts.add(sentence(finding, brief) + origin + outcome);
    texts.add(sentence(finding, brief) + outcome);
    return new Headline(texts.stream().map(it -> SafeText.cut(it, MAX_LENGTH)).toList());
  }

  /** Returns whether the subject of a stored headline had root's permissions. */
  static boolean isByRoot(String headline) {
    return ROOT_SUBJECTS.stream().anyMatch(headline::startsWith);
  }

  String longest() {
    return texts.get(0);
  }

  private static String full(Account account) {
    String number = account.id().map(AccountId::value).orElse("");
    return account.name().isPresent() && !number.isEmpty()
        ? brief(account) + " (" + number + ")"
        : brief(account);
  }

  private static String brief(Account account) {
    Optional<String> number = account.id().map(it -> "account " + it.value());
    return account
        .name()
        .map(it -> SafeText.line(it, MAX_NAME_LENGTH))
        .or(() -> number)
        .orElse("an unknown account");
  }

  private static String sentence(Finding finding, String account) {
    RootActivity activity = finding.activity();
    if (isFailedSignIn(activity)) {
      return "Failed root sign-in to " + account;
    }
    if (activity.is("PasswordRecoveryRequested")) {
      return activity.succeeded()
          ? "A root password reset was requested for " + account
          : "Failed attempt to request a root password reset for " + account;
    }
    if (activity.is("PasswordRecoveryCompleted") && activity.succeeded()) {
      return "The root password of " + account + " was reset by email";
    }
    return subject(activity) + " " + ActivityDescription.of(finding, account);
  }

  private static boolean isFailedSignIn(RootActivity activity) {
    return activity.is("ConsoleLogin", "CheckMfa")
        && !activity.succeeded()
        && activity.actedAsRoot()
        && !activity.isGuardDutyFinding();
  }

  private static String subject(RootActivity activity) {
    String subject = kindOfSubject(activity);
    return activity.isByRootOfAnotherAccount()
        ? subject + " of account " + activity.rootAccount().map(AccountId::value).orElse("")
        : subject;
  }

  private static String kindOfSubject(RootActivity activity) {
    if (activity.is("PasswordRecoveryCompleted")) {
      return "A caller who was not signed in";
    }
    if (activity.isGuardDutyFinding()) {
      return "GuardDuty";
    } else if (activity.isAlarmOnRoot()) {
      return "A CloudWatch alarm";
    } else if (activity.isHealthNotice()) {
      return "AWS Health";
    } else if (activity.inCentralSession()) {
      return "A central root session";
    } else if (activity.usedLongTermKey()) {
      return "A root access key";
    }
    return switch (activity.kind()) {
      case DIRECT -> "Root";
      case LONG_TERM_KEY -> "A root access key";
      case ASSUMED_ROOT -> "A central root session";
      case ROOT_ISSUED_SESSION -> "A session issued by root";
      case ASSUME_ROOT, ROOT_TARGETED, TAMPERING ->
          activity.actedAsRoot()
              ? "Root"
              : activity.issuedByRoot() ? "A session issued by root" : shortActor(activity);
      case SERVICE_ON_BEHALF -> shortActor(activity);
    };
  }

  /** Returns the last part of an ARN, which is the identity's usual name. */
  static String shortActor(RootActivity activity) {
    String actor = activity.actor();
    if (activity.is(ActivityKind.SERVICE_ON_BEHALF) && actor.equals("root")) {
      return "An AWS service";
    }
    if (activity.rollsOutRootmon() && actor.contains("stacksets-exec-")) {
      return "CloudFormation StackSets";
    }
    if (actor.equalsIgnoreCase("AWS Internal")) {
      return "An AWS service";
    }
    return SafeText.line(ActivityDescription.callerName(activity.actorName()), MAX_NAME_LENGTH);
  }

  private static String outcome(RootActivity activity) {
    if (isFailedSignIn(activity) || activity.is("PasswordRecoveryRequested")) {
      return "";
    }
    return switch (activity.outcome()) {
      case SUCCEEDED -> "";
      case FAILED -> " and failed";
      case DENIED -> " and was denied";
      case DENIED_BY_SCP -> " and was blocked by an organization policy";
    };
  }

  /** Returns what makes a sign-in more severe than others. */
  private static String remark(Finding finding) {
    RootActivity activity = finding.activity();
    if (activity.is("ConsoleLogin")
        && activity.succeeded()
        && activity.actedAsRoot()
        && activity.mfa() == MfaUse.UNKNOWN) {
      return ", MFA not recorded";
    }
    if (!finding.ruleId().equals("root.password.known")) {
      return "";
    }
    return activity.passedMfaCheck()
        ? ": no sign-in followed, password probably correct"
        : ": wrong MFA code, password probably correct";
  }

  private static String origin(RootActivity activity) {
    if (activity.is(ActivityKind.SERVICE_ON_BEHALF)) {
      return " on the account's behalf";
    }
    if (activity.deputy().isPresent()) {
      return " through "
          + SafeText.line(ActivityDescription.callerName(activity.deputy().get()), MAX_NAME_LENGTH);
    }
    // Neither an alarm, which counts calls, nor AWS Health, which reports a key, has an address.
    return activity.isAlarmOnRoot() || activity.isHealthNotice()
        ? ""
        : activity
            .event()
            .sourceAddress()
            .filter(it -> !it.contains(".amazonaws.") && !it.equals("AWS Internal"))
            .map(it -> SafeText.line(it, MAX_ADDRESS_LENGTH))
            // "the organization from 192.0.2.1" would name the origin of the organization.
            .map(it -> activity.is(WITH_ADDRESS_ASIDE) ? " (source IP " + it + ")" : " from " + it)
            .orElse("");
  }
}
