package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.text.SafeText;

/** One sentence in plain words: who did what, where, with what outcome, from where. */
final class Headline {
  private static final int MAX_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;

  private Headline() {}

  static String of(RootActivity activity, Account account) {
    String place = SafeText.line(account.label(), MAX_NAME_LENGTH);
    String sentence = subject(activity) + " " + deed(activity, place) + origin(activity);
    return SafeText.cut(sentence, MAX_LENGTH);
  }

  private static String subject(RootActivity activity) {
    if (activity.is("PasswordRecoveryRequested", "PasswordRecoveryCompleted")) {
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

  /** The last part of an ARN is what people call the identity. */
  private static String shortActor(RootActivity activity) {
    String actor = activity.actor();
    if (activity.is(ActivityKind.SERVICE_ON_BEHALF) && actor.equals("root")) {
      return "An AWS service";
    }
    if (actor.startsWith("arn:")) {
      int from = actor.contains(":assumed-role/") ? actor.indexOf('/') : actor.lastIndexOf('/');
      actor = actor.substring(from + 1);
    }
    return SafeText.line(actor, MAX_NAME_LENGTH);
  }

  private static String deed(RootActivity activity, String place) {
    String sentence = EventPhrases.of(activity).replace("{account}", place);
    if (activity.is("ConsoleLogin") && activity.succeeded()) {
      sentence +=
          switch (activity.mfa()) {
            case USED, NOT_USED -> " " + activity.mfa().label();
            case UNKNOWN -> " (MFA not recorded)";
            case NOT_APPLICABLE -> "";
          };
    }
    return sentence + outcome(activity.outcome());
  }

  private static String outcome(EventOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "";
      case FAILED -> ", which failed,";
      case DENIED -> ", which was denied,";
      case DENIED_BY_SCP -> ", which an organization policy denied,";
    };
  }

  private static String origin(RootActivity activity) {
    if (activity.isAlarmOnRoot()) {
      // An alarm counts calls, and knows no address.
      return "";
    }
    if (activity.is(ActivityKind.SERVICE_ON_BEHALF)) {
      return " on the account's behalf";
    }
    if (activity.deputy().isPresent()) {
      return " through " + SafeText.line(activity.deputy().get(), MAX_NAME_LENGTH);
    }
    if (activity.isHealthNotice()) {
      return "";
    }
    return activity
        .event()
        .sourceAddress()
        .map(it -> " from " + SafeText.line(it, MAX_NAME_LENGTH))
        .orElse(" from an unknown address");
  }
}
