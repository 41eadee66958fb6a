package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An event that concerns root, with its meaning.
 *
 * @param kindReason the reason for the kind
 * @param account the account whose root is concerned: the target, if the caller belongs to another
 *     account
 * @param session the central root session that made the call, if known
 */
public record RootActivity(
    CloudTrailEvent event,
    ActivityKind kind,
    String kindReason,
    EventOutcome outcome,
    MfaUse mfa,
    Optional<AccountId> account,
    Optional<AssumedRootSessionStore.Session> session) {

  /** The {@link #actor()} of a record without an identity. */
  public static final String UNKNOWN_ACTOR = "the caller";

  /** The name that the console gives to a virtual MFA device of root. */
  private static final String ROOT_DEVICE = "root-account-mfa-device";

  /** Calls that fail if a person mistypes a code, or chooses a password that is too weak. */
  private static final Set<String> MISTYPED =
      Set.of(
          "EnableMFADevice",
          "ResyncMFADevice",
          "ChangePassword",
          "PasswordUpdated",
          "CreateLoginProfile",
          "UpdateLoginProfile",
          "AcceptPrimaryEmailUpdate");

  /** Returns whether the event has one of these names. */
  public boolean is(String... eventNames) {
    for (String name : eventNames) {
      if (event.isNamed(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the event has one of these names. */
  public boolean is(Set<String> eventNames) {
    return eventNames.contains(event.name());
  }

  /** Returns whether the activity is of this kind. */
  public boolean is(ActivityKind other) {
    return kind == other;
  }

  /** Returns whether this service was called; true if the record does not name a service. */
  public boolean isFrom(String service) {
    return event.isFrom(service) || event.source().isEmpty();
  }

  /** Returns whether the call succeeded. */
  public boolean succeeded() {
    return outcome == EventOutcome.SUCCEEDED;
  }

  /**
   * Returns the identity that made the call, in one phrase; for a central root session the user who
   * opened it.
   */
  public String actor() {
    if (session.isPresent()) {
      return session.get().actor();
    }
    return inCentralSession() ? "the caller of AssumeRoot" : ActorDescription.of(event);
  }

  /**
   * Returns the {@link #actor()} in a short form: the last part of an ARN, which is the usual name
   * of an identity; for the role of CloudFormation StackSets without its digests.
   */
  public String actorName() {
    return ActorDescription.shortened(actor());
  }

  /**
   * Returns whether the actor is a person or a program of the organization, whom the owner of the
   * account can ask: neither an AWS service nor an unknown caller.
   */
  public boolean hasKnownActor() {
    String actor = actor();
    return !isServicesOwnAct()
        && !is(ActivityKind.SERVICE_ON_BEHALF)
        && !isHealthNotice()
        && !ActorDescription.isService(actor)
        && !actor.contains(ActorDescription.STACK_SETS_ROLE)
        && !actor.equals(UNKNOWN_ACTOR);
  }

  /**
   * Returns the account whose root user acted, or is in danger. It differs from {@link #account()}
   * if root of one account called another, such as root of the management account that closes a
   * member.
   */
  public Optional<AccountId> rootAccount() {
    return underRootsPower() && !inCentralSession() && !isServicesOwnAct()
        ? event.account().or(() -> account)
        : account;
  }

  /**
   * Returns the account whose incident the activity joins: the affected one. A failed call had no
   * effect on the account that it names, which the caller chose; it joins the incident of the
   * caller's account, so that invented accounts do not open incidents.
   */
  public Optional<AccountId> incidentAccount() {
    boolean namesAccount =
        is(ActivityKind.ASSUME_ROOT) || event.isFrom("account") || event.isFrom("organizations");
    return namesAccount && !succeeded() ? event.account().or(() -> account) : account;
  }

  /** Returns whether root of another account acted than the one that {@link #account()} names. */
  public boolean isByRootOfAnotherAccount() {
    return rootAccount().isPresent() && account.isPresent() && !rootAccount().equals(account);
  }

  /**
   * Returns whether the caller was probably in the management account: root called an operation of
   * AWS Organizations that members cannot call, or <a
   * href="https://docs.aws.amazon.com/accounts/latest/reference/using-orgs-trusted-access.html">one
   * of Account Management</a> for another account.
   */
  public boolean isProbablyByRootOfManagement() {
    boolean isForOrganization =
        event.isFrom("organizations")
            && !readOnly().orElse(false)
            && !is("LeaveOrganization", "AcceptHandshake", "DeclineHandshake");
    boolean isForMember = event.isFrom("account") && isByRootOfAnotherAccount();
    return underRootsPower() && !inCentralSession() && (isForOrganization || isForMember);
  }

  /**
   * Returns whether the call was made in a central root session, known or indicated by the record.
   */
  public boolean inCentralSession() {
    return actedAsRoot() && (event.identity().assumedRoot() || session.isPresent());
  }

  /**
   * Returns whether the caller had root's permissions: as root, or in a session that root issued.
   */
  public boolean underRootsPower() {
    return actedAsRoot() || issuedByRoot();
  }

  /**
   * Returns whether the call creates further credentials; CloudTrail calls some of them read-only.
   */
  public boolean mintsCredentials() {
    return SecretReads.mints(event);
  }

  /** Returns whether the call returns a secret, or a credential of another identity or system. */
  public boolean readsSecrets() {
    return SecretReads.isOne(event);
  }

  /**
   * Returns the service that executed root's instructions, such as CloudFormation; empty for root's
   * own call.
   */
  public Optional<String> deputy() {
    return underRootsPower() && kind != ActivityKind.SERVICE_ON_BEHALF
        ? Deputies.find(event)
            .or(() -> event.identity().invokedBy().filter(it -> RootIndicators.isByService(event)))
        : Optional.empty();
  }

  /**
   * Returns whether an AWS service worked for the account on its own initiative, under root's name.
   */
  public boolean isServicesOwnAct() {
    return actedAsRoot() && RootIndicators.isServicesOwnAct(event);
  }

  /**
   * Returns whether it is an unsuccessful attempt to change recording, detection or rootmon itself.
   */
  public boolean attemptsTampering() {
    return kind == ActivityKind.TAMPERING && !succeeded();
  }

  /** Returns whether root's MFA was requested: part of a sign-in, after the password. */
  public boolean passedMfaCheck() {
    return is("CheckMfa") && actedAsRoot() && succeeded();
  }

  /** Returns whether it is a sign-in or a part of one, which changes nothing by itself. */
  public boolean isSignIn() {
    return is("ConsoleLogin", "CheckMfa") || isConsolesOwnSession();
  }

  /**
   * Returns the short name of the service that was called; inferred if the record does not contain
   * it.
   */
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

  /**
   * Returns whether it is a GuardDuty finding that a user closed. A finding that a filter closed
   * when it was created is not one of them: no person has seen it.
   */
  public boolean isClosedFinding() {
    return findingState().isPresent()
        && !event.requestParameters().isTrue(CloudTrailEvent.CLOSED_BY_FILTER);
  }

  /**
   * Returns whether a filter closed a GuardDuty finding when it was created, into this state, such
   * as ARCHIVED.
   */
  public boolean isClosedByFilter(String state) {
    return findingState().filter(state::equals).isPresent()
        && event.requestParameters().isTrue(CloudTrailEvent.CLOSED_BY_FILTER);
  }

  private Optional<String> findingState() {
    return isGuardDutyFinding()
        ? event.requestParameters().text(CloudTrailEvent.FINDING_STATE)
        : Optional.empty();
  }

  /**
   * Returns whether root tried to take over the account and did not succeed: by root's credentials
   * or email address, or by closing or removing the account. Mistyped codes and passwords that the
   * password policy refuses are not such attempts.
   */
  public boolean attemptsTakeover() {
    boolean isRefused = outcome.isDenied() || (outcome == EventOutcome.FAILED && !is(MISTYPED));
    boolean isOfRoot = underRootsPower() && !isServicesOwnAct();
    return isRefused
        && isOfRoot
        && (is(RootIndicators.TAKEOVERS)
            ? !inCentralSession()
            : is(RootIndicators.CREDENTIAL_TAKEOVERS) && isFrom("iam") && targetsRootItself())
        && !(is("UpdateAccessKey", "UpdateSigningCertificate") && !setsActive());
  }

  private boolean setsActive() {
    return event.requestParameters().text("status").filter("Active"::equalsIgnoreCase).isPresent();
  }

  /**
   * Returns whether the account leaves its organization: also if it accepts the invitation of
   * another one.
   */
  public boolean leavesOrganization() {
    return is(
            "LeaveOrganization",
            "AcceptHandshake",
            "RemoveAccountFromOrganization",
            "AccountDepartedOrganization")
        && !RootIndicators.acceptsAnotherHandshake(event);
  }

  /** Returns whether AWS Health, and not CloudTrail, reported the activity. */
  public boolean isHealthNotice() {
    return event.hasType(CloudTrailEvent.HEALTH_EVENT);
  }

  /**
   * Returns whether a CloudWatch alarm on the use of root, and not CloudTrail, reported the
   * activity.
   */
  public boolean isAlarmOnRoot() {
    return event.hasType(CloudTrailEvent.ALARM_ON_ROOT);
  }

  /** Returns whether the call was made in a session that root issued. */
  public boolean issuedByRoot() {
    return RootIndicators.isIssuedByRoot(event);
  }

  /** Returns whether the parameters of a rule of Security Hub suppress or close findings. */
  public boolean closesFindings() {
    return Guardrails.closesFindings(event.requestParameters());
  }

  /** Returns the resource that tampering changed; empty if the resource does not matter. */
  public Optional<TamperedResource> tamperedResource() {
    return is(ActivityKind.TAMPERING) ? TamperedResource.of(event) : Optional.empty();
  }

  /** Returns whether one of rootmon's own resources was changed. */
  public boolean changesRootmon() {
    return tamperingEffect().isPresent();
  }

  /**
   * Returns the effect of the call on rootmon's own resources; empty if it concerns none of them.
   */
  public Optional<TamperingEffect> tamperingEffect() {
    Optional<TamperingEffect> effect = RootmonResources.effect(event);
    // The configuration identifies the resource, so the effect is unknown here.
    return effect.isEmpty() && kindReason.equals(Detector.PROTECTED_RESOURCE)
        ? WatchedCalls.find(event).map(it -> RootmonResources.effect(it, event.requestParameters()))
        : effect;
  }

  /** Returns whether a guardrail of the organization or a detection service was weakened. */
  public boolean loosensGuardrail() {
    return kindReason.equals(Detector.GUARDRAIL);
  }

  /**
   * Returns whether CloudFormation, without root's permissions, deployed a part of the spoke from
   * its template.
   */
  public boolean rollsOutRootmon() {
    return changesRootmon()
        && CloudFormationRollout.isOne(event)
        && !kindReason.equals(Detector.REDIRECTED)
        && !underRootsPower();
  }

  /** Returns whether the caller acted with root's permissions. */
  public boolean actedAsRoot() {
    return event.identity().isRoot();
  }

  /**
   * Returns whether a call about credentials concerns root's own: IAM uses the caller if no user is
   * named, and the console names root or its MFA device.
   */
  public boolean targetsRootItself() {
    EventFields parameters = event.requestParameters();
    Optional<String> user = parameters.text("userName");
    if (user.filter("AWS ROOT USER"::equalsIgnoreCase).isPresent()
        || parameters
            .text("serialNumber")
            .filter(it -> it.endsWith("mfa/" + ROOT_DEVICE))
            .isPresent()
        || createsRootsDevice()) {
      return true;
    }
    boolean namesAnotherDevice = parameters.text("serialNumber").isPresent() && user.isEmpty();
    return actedAsRoot() && user.isEmpty() && !(namesAnotherDevice && is("DeleteVirtualMFADevice"));
  }

  /** Returns whether root creates the virtual MFA device that the console names for root. */
  public boolean createsRootsDevice() {
    return is("CreateVirtualMFADevice")
        && underRootsPower()
        && event
            .requestParameters()
            .text("virtualMFADeviceName")
            .filter(ROOT_DEVICE::equals)
            .isPresent();
  }

  /** Returns whether root's access keys, password or second factor were changed, by any caller. */
  public boolean changesRootsCredentials() {
    return RootIndicators.changesCredentials(event) && targetsRootItself();
  }

  /**
   * Returns whether the call only reads, by AWS's access level, its name, or CloudTrail's field.
   */
  public Optional<Boolean> readOnly() {
    return AccessLevels.readOnly(event);
  }

  /**
   * Returns whether it is the session that the console creates at sign-in, which is part of that
   * sign-in.
   */
  public boolean isConsolesOwnSession() {
    return is("GetSessionToken")
        && event.userAgent().filter(RootActivity::isSignIn).isPresent()
        && event.identity().invokedBy().filter(RootActivity::isSignIn).isPresent();
  }

  /** Returns the task of an AssumeRoot call, or of the session that it issued. */
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

  /** The effect of a call on rootmon's own resources. */
  public enum TamperingEffect {
    /** A resource is deleted, disabled, or emptied. */
    REMOVES,
    /** A policy, a role, or a key changes: rootmon may lose access, or others may gain it. */
    CHANGES_ACCESS,
    /** The configuration of a resource changes, or a second consumer reads the queue. */
    CHANGES,
    /** Another recipient receives the alerts. */
    ADDS_RECIPIENT,
    /** A change that does not affect how rootmon works, such as a tag. */
    ADDS
  }
}
