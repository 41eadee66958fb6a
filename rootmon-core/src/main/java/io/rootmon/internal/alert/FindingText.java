package io.rootmon.internal.alert;

import static java.util.Map.entry;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.AddressLocator;
import io.rootmon.alert.Fact;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule;
import io.rootmon.judge.rules.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes a finding as text: the summary, the facts, the explanation of its severity, the footer.
 *
 * @param isNewNetwork whether the account's history does not contain the caller's network
 */
record FindingText(
    Finding finding,
    Account account,
    Optional<IncidentRef> incident,
    boolean isNewNetwork,
    AddressLocator locator) {
  private static final int MAX_LENGTH = 200;
  private static final int MAX_SUMMARY_LENGTH = 400;
  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_FACTS = 7;
  private static final String RULE_OFF = "The rule forwards no events until it is enabled again.";
  private static final String ALARM_OFF =
      "The alarm notifies no one until its actions are enabled again.";
  private static final String UNBLOCKED =
      "Public access is no longer blocked. A policy, an ACL or a setting can now grant it.";

  /** Initialized with the first alert, when the rules are already loaded. */
  private static final class RuleReasons {
    static final Map<String, String> BY_ID =
        StandardRules.policy().rules().stream()
            .collect(Collectors.toMap(Rule::id, Rule::reason, (one, other) -> one));
  }

  // ---- summary

  /**
   * Returns one sentence: the actor, the address, with MFA or not, expected or not, first time or
   * not.
   */
  String summary() {
    RootActivity activity = activity();
    if (activity.isAlarmOnRoot()) {
      return "The alarm counts calls of the root user and does not record who made them.";
    } else if (activity.isHealthNotice()) {
      return "AWS sends this notice when it finds the key outside your account, for example in a"
          + " public repository.";
    } else if (activity.isGuardDutyFinding()) {
      if (activity.isClosedFinding()) {
        return "The finding is closed: a user or a rule archived, suppressed or resolved it.";
      }
      return activity.event().requestParameters().isTrue("sample")
          ? "A user of the account generated this sample in GuardDuty."
          : SafeText.cut(
              "GuardDuty reported root activity" + origin() + ", independently of rootmon.",
              MAX_SUMMARY_LENGTH);
    }
    String text =
        actor() + " " + verb() + origin() + newNetwork() + mfaPhrase() + expectation() + ".";
    return SafeText.cut(text, MAX_SUMMARY_LENGTH);
  }

  private String actor() {
    RootActivity activity = activity();
    if (isPasswordRecovery()) {
      return "A caller who was not signed in";
    } else if (activity.inCentralSession()) {
      String who = Headline.shortActor(activity);
      return who.startsWith("the caller")
          ? "A central root session"
          : "A central root session, opened by " + who + ",";
    } else if (activity.isServicesOwnAct() || activity.is(ActivityKind.SERVICE_ON_BEHALF)) {
      return Headline.shortActor(activity);
    } else if (activity.usedLongTermKey()) {
      return "A holder of a root access key" + ofOtherAccount();
    } else if (activity.actedAsRoot()) {
      return isFailedSignIn() ? "An unidentified user" : "The root user" + ofOtherAccount();
    } else if (activity.issuedByRoot()) {
      return "A session that root" + ofOtherAccount() + " issued";
    }
    String actor = Headline.shortActor(activity);
    return actor.equals(RootActivity.UNKNOWN_ACTOR)
        ? "A caller whom the record does not name"
        : actor;
  }

  /** Returns the account of root if it is not the account that the alert is about. */
  private String ofOtherAccount() {
    return activity().isByRootOfAnotherAccount()
        ? " of " + activity().rootAccount().map(AccountId::value).orElse("")
        : "";
  }

  private String verb() {
    RootActivity activity = activity();
    if (activity.passedMfaCheck()) {
      return "passed the MFA check";
    }
    if (activity.is("ConsoleLogin", "CheckMfa")) {
      return activity.succeeded() ? "signed in" : "tried to sign in as root";
    }
    return "made the call";
  }

  private boolean isByService() {
    return activity().is(ActivityKind.SERVICE_ON_BEHALF);
  }

  private String origin() {
    RootActivity activity = activity();
    Optional<String> deputy = activity.deputy();
    if (deputy.isPresent()) {
      return " through " + line(ActivityDescription.callerName(deputy.get()), MAX_NAME_LENGTH);
    }
    if (isByService() || activity.isServicesOwnAct()) {
      return " on the account's behalf";
    }
    return address()
        .map(
            it ->
                " from "
                    + it
                    + location(it)
                        .map(place -> " (" + line(place.shortText(), MAX_NAME_LENGTH) + ")")
                        .orElse(""))
        .orElse("");
  }

  private String newNetwork() {
    return isNewNetwork && address().isPresent()
        ? ", a network not seen before in this account,"
        : "";
  }

  private String mfaPhrase() {
    RootActivity activity = activity();
    if (activity.usedLongTermKey() || activity.deputy().isPresent() || isPasswordRecovery()) {
      return "";
    } else if (activity.is("CheckMfa")) {
      return activity.succeeded() ? "" : " and failed the MFA check";
    }
    boolean isSignIn = activity.is("ConsoleLogin");
    return switch (activity.mfa()) {
      case USED -> isFailedSignIn() ? " and failed the MFA check" : " with MFA";
      case NOT_USED -> isSignIn ? " with a password only" : " in a session without MFA";
      case NOT_REACHED -> " and did not reach the MFA check";
      case UNKNOWN, NOT_APPLICABLE -> "";
    };
  }

  private String expectation() {
    if (isByService() || activity().isServicesOwnAct()) {
      return "";
    }
    return finding
        .expected()
        .map(it -> "; the maintenance window " + it.window().label() + " covers it")
        .orElse("; no maintenance window covers it");
  }

  // ---- facts

  /** Returns at most seven facts, in the order in which people need them. */
  List<Fact> facts() {
    RootActivity activity = activity();
    CloudTrailEvent event = activity.event();
    List<Fact> facts = new ArrayList<>();
    add(facts, "Account", accountLine());
    // A sample reports a caller and an address, but no call was made.
    boolean isSample = activity.isGuardDutyFinding() && event.requestParameters().isTrue("sample");
    if (!isSample) {
      add(facts, "Who", who());
    }
    add(facts, "What", what());
    if (!isSample) {
      address().ifPresent(it -> add(facts, "From", from(it)));
      mfa().ifPresent(it -> add(facts, "MFA", it));
    }
    event.userAgent().ifPresent(it -> add(facts, "Device", UserAgentDescription.of(it)));
    add(facts, "Time", Facts.time(event.time()));
    if (facts.size() < MAX_FACTS) {
      account.unit().ifPresent(it -> add(facts, "Unit", it.path()));
    }
    if (facts.size() < MAX_FACTS) {
      account.emailDomain().ifPresent(it -> add(facts, "Email domain", it));
    }
    return facts;
  }

  private String accountLine() {
    String name = account.factLabel();
    return account.owner().map(it -> name + ", owner: " + it).orElse(name);
  }

  /** Returns the identity of the caller, never the kind of the finding. */
  private String who() {
    RootActivity activity = activity();
    if (isPasswordRecovery()) {
      return "Unknown: a password reset needs no sign-in";
    } else if (activity.inCentralSession()) {
      String task = activity.centralTask().map(it -> " for " + it).orElse("");
      String actor = activity.actor();
      String who = actor.equals("the caller of AssumeRoot") ? "Unknown (" + actor + ")" : actor;
      return who + ", in a central root session" + task;
    } else if (activity.isServicesOwnAct()) {
      return ActivityDescription.callerName(activity.actor()) + " (AWS service)";
    } else if (activity.isHealthNotice()) {
      return "AWS Health";
    } else if (activity.actedAsRoot()
        || activity.isGuardDutyFinding()
        || activity.isAlarmOnRoot()) {
      return "Root user" + ofOtherAccount() + credential();
    }
    String actor = activity.actor();
    if (actor.equals(RootActivity.UNKNOWN_ACTOR)) {
      return "Unknown: the record names no identity";
    }
    return activity.issuedByRoot() ? actor + ", in a session issued by root" : actor;
  }

  private String credential() {
    RootActivity activity = activity();
    if (activity.usedLongTermKey()) {
      return activity
          .event()
          .identity()
          .accessKeyId()
          .map(it -> " (access key " + it + ")")
          .orElse(" (access key)");
    }
    if (isFailedSignIn()) {
      return " (sign-in failed)";
    }
    if (!activity.is("ConsoleLogin")) {
      return "";
    }
    return switch (activity.mfa()) {
      case USED -> " (password and MFA)";
      case NOT_USED -> " (password only)";
      default -> " (password)";
    };
  }

  private String what() {
    CloudTrailEvent event = activity().event();
    String name = ActivityDescription.withoutVersion(event.name());
    String service =
        event.service().isEmpty()
            ? ""
            : " (" + ActivityDescription.serviceName(event.service()) + ")";
    String region = event.region().map(it -> " in " + it).orElse("");
    String call = activity().isGuardDutyFinding() ? event.name() : name + service + region;
    if (finding.ruleId().equals("account.closing-failed")) {
      return call + closingState(event);
    } else if (activity().succeeded()) {
      return call;
    }
    String why = event.errorMessage().or(event::errorCode).map(it -> ": " + it).orElse("");
    return call + ", " + activity().outcome().label() + why;
  }

  /** Returns the state of a closing, and the reason if the record contains one. */
  private static String closingState(CloudTrailEvent event) {
    return Stream.of("state", "failureReason", "reason")
        .flatMap(it -> event.additionalData().text("closeAccountStatus." + it).stream())
        .collect(Collectors.joining(", ", ": ", ""));
  }

  private String from(String address) {
    List<String> parts = new ArrayList<>(List.of(address));
    location(address).ifPresent(it -> parts.add(line(it.text(), MAX_LENGTH)));
    if (isNewNetwork) {
      parts.add("first time from this network");
    }
    return String.join(", ", parts);
  }

  private Optional<String> mfa() {
    RootActivity activity = activity();
    if (activity.usedLongTermKey()) {
      return Optional.of("Not used: access keys need none");
    } else if (isPasswordRecovery()) {
      return Optional.empty();
    } else if (activity.is("CheckMfa") && activity.actedAsRoot()) {
      return Optional.of(activity.succeeded() ? "Passed" : "Failed");
    }
    return switch (activity.mfa()) {
      case USED -> Optional.of(isFailedSignIn() ? "Failed" : "Used");
      case NOT_USED -> Optional.of("Not used");
      case NOT_REACHED -> Optional.of("Not reached");
      case UNKNOWN -> Optional.of("Unknown");
      case NOT_APPLICABLE -> Optional.empty();
    };
  }

  // ---- why, footer

  /** The effects of calls that are more specific than the reason of their rule. */
  private static final Map<String, String> EFFECTS =
      Map.ofEntries(
          entry(
              "watch.rootmon.removed UpdateEventSourceMapping",
              "The function receives no events until the mapping is enabled again."),
          entry("watch.rootmon.removed PutRule", RULE_OFF),
          entry("watch.rootmon.removed DisableRule", RULE_OFF),
          entry("watch.rootmon.removed PutMetricAlarm", ALARM_OFF),
          entry("watch.rootmon.removed DisableAlarmActions", ALARM_OFF),
          entry(
              "root.password.changed CreateLoginProfile",
              "A reader of root's mailbox can set a new password."),
          entry(
              "root.mfa.changed CreateVirtualMFADevice", "The device is not assigned to root yet."),
          entry(
              "central.switched EnableOrganizationsRootSessions",
              "Administrators can open root sessions in every member account."),
          entry(
              "central.switched DisableOrganizationsRootSessions",
              "Administrators can no longer open root sessions in member accounts."),
          entry(
              "central.switched EnableOrganizationsRootCredentialsManagement",
              "Administrators can delete the root credentials of every member account."),
          entry(
              "central.switched DisableOrganizationsRootCredentialsManagement",
              "Administrators can no longer manage the root credentials of member accounts."),
          entry("root.resource.public DeleteBucketPublicAccessBlock", UNBLOCKED),
          entry("root.resource.public DeleteAccountPublicAccessBlock", UNBLOCKED),
          entry("root.resource.public DeletePublicAccessBlock", UNBLOCKED),
          entry("root.resource.public DisableImageBlockPublicAccess", UNBLOCKED),
          entry("root.resource.public DisableSnapshotBlockPublicAccess", UNBLOCKED),
          entry("root.resource.public PutBucketPublicAccessBlock", UNBLOCKED),
          entry("root.resource.public PutAccountPublicAccessBlock", UNBLOCKED),
          entry("root.resource.public PutPublicAccessBlock", UNBLOCKED),
          entry("root.resource.public PutBlockPublicAccessConfiguration", UNBLOCKED));

  /** Returns the reasons that are not part of the headline or the summary. */
  List<String> why() {
    String own = RuleReasons.BY_ID.getOrDefault(finding.ruleId(), "");
    List<String> why = new ArrayList<>();
    for (String reason : finding.reasons()) {
      if (reason.equals(own)) {
        int colon = reason.indexOf(": ");
        effect()
            .or(() -> colon > 0 ? Optional.of(reason.substring(colon + 2)) : Optional.empty())
            .ifPresent(it -> why.add(Sentences.of(it)));
      } else if (!isInHeadline(reason)) {
        why.add(Sentences.of(reason));
      }
    }
    return why;
  }

  /** Returns whether the headline or the summary contains the reason of another rule. */
  private boolean isInHeadline(String reason) {
    return (isNewNetwork && Decision.isNewNetwork(reason))
        || (isFailedSignIn() && reason.equals(RuleReasons.BY_ID.get("root.sign-in.failed")));
  }

  private Optional<String> effect() {
    String call = ActivityDescription.withoutVersion(activity().event().name());
    return Optional.ofNullable(EFFECTS.get(finding.ruleId() + " " + call));
  }

  /** Returns the parts of the footer after the rule and the technique. */
  List<String> footer() {
    List<String> parts = new ArrayList<>();
    finding
        .rootTask()
        .ifPresent(
            it ->
                parts.add(
                    "Root required: "
                        + (it.certain() ? "Yes" : "Possibly")
                        + " ("
                        + it.name()
                        + ")"));
    incident.ifPresent(it -> parts.add("Incident " + it.incident() + ", event " + it.number()));
    incident
        .filter(it -> it.number() == 1)
        .flatMap(IncidentRef::previous)
        .ifPresent(it -> parts.add("Previous incident " + it));
    parts.add("Event " + CloudTrailEvent.recordedId(activity().event().id()));
    return parts.stream().map(it -> line(it, MAX_LENGTH)).toList();
  }

  /** A password reset needs no sign-in, so the record's field about MFA means nothing. */
  private boolean isPasswordRecovery() {
    return activity().is("PasswordRecoveryRequested", "PasswordRecoveryCompleted");
  }

  private boolean isFailedSignIn() {
    return activity().is("ConsoleLogin", "CheckMfa") && !activity().succeeded();
  }

  /** Returns the caller's address; empty if the field contains the name of an AWS service. */
  private Optional<String> address() {
    return activity()
        .event()
        .sourceAddress()
        .filter(it -> !it.equalsIgnoreCase("AWS Internal") && !it.contains(".amazonaws."))
        .map(it -> line(it, MAX_NAME_LENGTH))
        .filter(it -> !it.isBlank());
  }

  private Optional<AddressLocator.Location> location(String address) {
    return locator.locate(address).filter(it -> !it.text().isBlank());
  }

  private RootActivity activity() {
    return finding.activity();
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, line(value, MAX_LENGTH)));
  }

  private static String line(String text, int longest) {
    return SafeText.line(text, longest);
  }
}
