package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An event that concerns root, and what it means.
 *
 * @param kindReason why the kind was chosen
 * @param account the account whose root is concerned: the target, where the actor is elsewhere
 * @param session the central root session at work, where it is known
 */
public record RootActivity(
    CloudTrailEvent event,
    ActivityKind kind,
    String kindReason,
    EventOutcome outcome,
    MfaUse mfa,
    Optional<AccountId> account,
    Optional<AssumedRootSessionStore.Session> session) {

  /** The {@link #actor()} of a record that names no identity. */
  public static final String UNKNOWN_ACTOR = "the caller";

  public boolean is(String... eventNames) {
    for (String name : eventNames) {
      if (event.isNamed(name)) {
        return true;
      }
    }
    return false;
  }

  public boolean is(Set<String> eventNames) {
    return eventNames.contains(event.name());
  }

  public boolean is(ActivityKind other) {
    return kind == other;
  }

  /** Whether the service was called; true where the record does not name any. */
  public boolean isFrom(String service) {
    return event.isFrom(service) || event.source().isEmpty();
  }

  public boolean succeeded() {
    return outcome == EventOutcome.SUCCEEDED;
  }

  /** The identity that acted, in one phrase; for a central session the human behind it. */
  public String actor() {
    if (session.isPresent()) {
      return session.get().actor();
    }
    return inCentralSession() ? "the caller of AssumeRoot" : ActorDescription.of(event);
  }

  /** Whether it was done in a central root session, known or only said to be one. */
  public boolean inCentralSession() {
    return actedAsRoot() && (event.identity().assumedRoot() || session.isPresent());
  }

  /** Whether the actor had root's power: as root, or in a session that root issued. */
  public boolean underRootsPower() {
    return actedAsRoot() || issuedByRoot();
  }

  /** Whether the call makes further credentials; CloudTrail calls some of them read-only. */
  public boolean mintsCredentials() {
    return SecretReads.mints(event);
  }

  /** Whether the call returns a secret, or a credential of another identity or system. */
  public boolean readsSecrets() {
    return SecretReads.isOne(event);
  }

  /** The service that did what root ordered, such as CloudFormation; empty for root's own call. */
  public Optional<String> deputy() {
    return underRootsPower() && kind != ActivityKind.SERVICE_ON_BEHALF
        ? Deputies.find(event)
            .or(() -> event.identity().invokedBy().filter(it -> RootIndicators.isByService(event)))
        : Optional.empty();
  }

  /** Whether an AWS service acted for the account by itself, under root's name. */
  public boolean isServicesOwnAct() {
    return actedAsRoot() && RootIndicators.isServicesOwnAct(event);
  }

  /** Whether recording, detection or rootmon itself was to be changed, without success. */
  public boolean attemptsTampering() {
    return kind == ActivityKind.TAMPERING && !succeeded();
  }

  /** Returns whether root's MFA was requested: part of a sign-in, after the password. */
  public boolean passedMfaCheck() {
    return is("CheckMfa") && actedAsRoot() && succeeded();
  }

  /** Whether it is a sign-in, or a part of one: it changes nothing by itself. */
  public boolean isSignIn() {
    return is("ConsoleLogin", "CheckMfa") || isConsolesOwnSession();
  }

  /** The short name of the service that was called; inferred where the record lacks it. */
  public String service() {
    return SecurityServiceCalls.service(event);
  }

  /** Returns whether root's long-term access key was used. */
  public boolean usedLongTermKey() {
    return RootIndicators.isRootsLongTermKey(event);
  }

  /** Returns whether GuardDuty, and not CloudTrail, reported the activity. */
  public boolean isGuardDutyFinding() {
    return event.hasType(CloudTrailEvent.GUARDDUTY_FINDING);
  }

  /** Whether AWS Health, and not CloudTrail, reports it. */
  public boolean isHealthNotice() {
    return event.hasType(CloudTrailEvent.HEALTH_EVENT);
  }

  /** Whether a CloudWatch alarm on the use of root reports it, and not CloudTrail. */
  public boolean isAlarmOnRoot() {
    return event.hasType(CloudTrailEvent.ALARM_ON_ROOT);
  }

  /** Whether it was done in a session that root issued. */
  public boolean issuedByRoot() {
    return RootIndicators.isIssuedByRoot(event);
  }

  /** Whether one of rootmon's own resources was changed. */
  public boolean changesRootmon() {
    return tamperingEffect().isPresent();
  }

  /** What the call does to rootmon's own resources; empty where it concerns none of them. */
  public Optional<TamperingEffect> tamperingEffect() {
    Optional<TamperingEffect> effect = RootmonResources.effect(event);
    // The configuration names the resource, which an activity does not know.
    return effect.isEmpty() && kindReason.equals(Detector.PROTECTED_RESOURCE)
        ? WatchedCalls.find(event).map(it -> RootmonResources.effect(it, event.requestParameters()))
        : effect;
  }

  /** Whether an organization's guardrail, or a detection service, was weakened. */
  public boolean loosensGuardrail() {
    return kindReason.equals(Detector.GUARDRAIL);
  }

  /**
   * Whether CloudFormation, not under root's power, deployed a part of the spoke as its template
   * says.
   */
  public boolean rollsOutRootmon() {
    return changesRootmon() && CloudFormationRollout.isOne(event) && !underRootsPower();
  }

  public boolean actedAsRoot() {
    return event.identity().isRoot();
  }

  /**
   * Whether a call about credentials concerns root's own: IAM takes the caller where no user is
   * named, and the console names root or its MFA device.
   */
  public boolean targetsRootItself() {
    EventFields parameters = event.requestParameters();
    Optional<String> user = parameters.text("userName");
    if (user.filter("AWS ROOT USER"::equalsIgnoreCase).isPresent()
        || parameters
            .text("serialNumber")
            .filter(it -> it.endsWith("mfa/root-account-mfa-device"))
            .isPresent()) {
      return true;
    }
    boolean namesAnotherDevice = parameters.text("serialNumber").isPresent() && user.isEmpty();
    return actedAsRoot() && user.isEmpty() && !(namesAnotherDevice && is("DeleteVirtualMFADevice"));
  }

  /** Whether root's access keys, password or second factor were changed, by any caller. */
  public boolean changesRootsCredentials() {
    return RootIndicators.changesCredentials(event) && targetsRootItself();
  }

  /** Whether the call only reads, by AWS's access level, its name, or CloudTrail's word. */
  public Optional<Boolean> readOnly() {
    return AccessLevels.readOnly(event);
  }

  /** The console makes its own session at sign-in: part of that sign-in, no act beside it. */
  public boolean isConsolesOwnSession() {
    return is("GetSessionToken")
        && event.userAgent().filter(RootActivity::isSignIn).isPresent()
        && event.identity().invokedBy().filter(RootActivity::isSignIn).isPresent();
  }

  /** The task of an AssumeRoot, or of the session it gave. */
  public Optional<String> centralTask() {
    return is(ActivityKind.ASSUME_ROOT)
        ? assumeRootTask(event)
        : session.map(AssumedRootSessionStore.Session::task);
  }

  static Optional<String> assumeRootTask(CloudTrailEvent event) {
    return event
        .requestParameters()
        .text("taskPolicyArn.arn")
        .or(() -> event.requestParameters().text("taskPolicyArn"))
        .map(it -> it.substring(it.lastIndexOf('/') + 1));
  }

  static Optional<AccountId> assumeRootTarget(CloudTrailEvent event) {
    return event.requestParameters().text("targetPrincipal").flatMap(AccountId::find);
  }

  private static boolean isSignIn(String text) {
    return text.toLowerCase(Locale.ROOT).startsWith("signin.amazonaws.com")
        || text.toLowerCase(Locale.ROOT).startsWith("signin.aws");
  }
}
