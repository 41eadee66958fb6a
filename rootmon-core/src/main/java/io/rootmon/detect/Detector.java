package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.AssumedRootSessionStore.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Detects the events that concern root, and determines their kind. The first matching rule decides.
 * Safe for use by multiple threads.
 */
public final class Detector {
  /** A kind with the reason for it and its condition. */
  private record KindRule(ActivityKind kind, String reason, Predicate<CloudTrailEvent> condition) {}

  /** The reason for a spoke that does not send to the event bus of the configuration. */
  static final String REDIRECTED = "the events of a spoke were redirected to another event bus";

  /** The reason for a change of a resource that only the configuration identifies. */
  static final String PROTECTED_RESOURCE =
      "a resource of rootmon that the configuration lists was changed";

  /** The reason for a change of the organization's guardrails or of GuardDuty's reports. */
  static final String GUARDRAIL = "a guardrail of the organization was removed or weakened";

  private final AssumedRootSessionStore sessions;
  private final ProtectedResources resources;
  private final List<KindRule> rules;

  /**
   * Creates a detector that identifies central root sessions by the AssumeRoot calls it received.
   */
  public Detector() {
    this(new InMemorySessionStore());
  }

  /** Creates a detector that protects no resources by name. */
  public Detector(AssumedRootSessionStore sessions) {
    this(sessions, ProtectedResources.NONE);
  }

  /**
   * Creates a detector.
   *
   * @param resources rootmon's own resources that the configuration lists
   */
  public Detector(AssumedRootSessionStore sessions, ProtectedResources resources) {
    this.sessions = sessions;
    this.resources = resources;
    this.rules = rules();
  }

  /**
   * Returns the names of events that may concern root with any caller, without the version that
   * some services append to them; see {@link #isNameOfInterest}.
   */
  public static Set<String> names() {
    return CallsOfInterest.names();
  }

  /**
   * Returns whether an event of this name may concern root with any caller. All others concern root
   * only if root is the caller.
   */
  public static boolean isNameOfInterest(String eventName) {
    return CallsOfInterest.names().contains(WatchedCall.withoutVersion(eventName));
  }

  /**
   * Returns the records that may concern root, as an SQL condition in parentheses over the columns
   * of a CloudTrail table in Athena. It selects at least every record in which this class finds
   * root activity.
   *
   * @param resources rootmon's own resources that only the configuration identifies
   */
  public static String candidateCondition(ProtectedResources resources) {
    return CandidateCondition.sql(resources);
  }

  private List<KindRule> rules() {
    return List.of(
        new KindRule(
            ActivityKind.DIRECT,
            "GuardDuty names the root user as the actor",
            RootIndicators::isGuardDutyOnRoot),
        new KindRule(
            ActivityKind.DIRECT,
            "a CloudWatch alarm reports use of the root user",
            event -> event.hasType(CloudTrailEvent.ALARM_ON_ROOT)),
        new KindRule(
            ActivityKind.ASSUME_ROOT,
            "AssumeRoot was called for a central root session",
            RootIndicators::isAssumeRoot),
        new KindRule(ActivityKind.TAMPERING, REDIRECTED, resources::isRedirectedBy),
        new KindRule(
            ActivityKind.TAMPERING,
            "a resource of rootmon was changed",
            RootmonResources::changesRootmon),
        new KindRule(ActivityKind.TAMPERING, PROTECTED_RESOURCE, resources::isChangedBy),
        new KindRule(
            ActivityKind.TAMPERING,
            "recording or detection was switched off or changed",
            SecurityServiceCalls::isSwitchedOff),
        new KindRule(
            ActivityKind.TAMPERING,
            "root weakened recording or detection",
            SecurityServiceCalls::isLoosenedByRoot),
        new KindRule(ActivityKind.TAMPERING, GUARDRAIL, Guardrails::isLoosened),
        new KindRule(
            ActivityKind.LONG_TERM_KEY,
            "the identity is Root and its access key is a long-term one",
            RootIndicators::isRootsLongTermKey),
        new KindRule(
            ActivityKind.ASSUMED_ROOT,
            "the identity is Root in a session that the record marks as assumed",
            event -> RootIndicators.isRoot(event) && event.identity().assumedRoot()),
        new KindRule(
            ActivityKind.ASSUMED_ROOT,
            "the access key is one that AssumeRoot returned",
            event -> session(event).isPresent()),
        new KindRule(
            ActivityKind.ROOT_TARGETED,
            "the event is about an account's root user, or the account itself",
            RootIndicators::targetsRoot),
        new KindRule(
            ActivityKind.SERVICE_ON_BEHALF,
            "the identity is Root and an AWS service made the call",
            event -> RootIndicators.isRoot(event) && RootIndicators.isServicesOwnAct(event)),
        new KindRule(
            ActivityKind.DIRECT,
            "the identity is Root and an AWS service executed root's instructions",
            event -> RootIndicators.isRoot(event) && RootIndicators.isByService(event)),
        new KindRule(
            ActivityKind.DIRECT,
            "the identity is Root, not a service and not a central session",
            RootIndicators::isRoot),
        new KindRule(
            ActivityKind.ROOT_ISSUED_SESSION,
            "the session was issued by root",
            RootIndicators::isIssuedByRoot));
  }

  /** Returns the activity; empty if the event does not concern root. */
  public Optional<RootActivity> detect(CloudTrailEvent event) {
    for (KindRule rule : rules) {
      if (rule.condition().test(event)) {
        RootActivity activity = activity(event, rule);
        if (activity.is(ActivityKind.ASSUME_ROOT) && activity.succeeded()) {
          Session.issuedBy(event).ifPresent(sessions::remember);
        }
        return Optional.of(activity);
      }
    }
    return Optional.empty();
  }

  private RootActivity activity(CloudTrailEvent event, KindRule rule) {
    Optional<Session> session = session(event);
    boolean central =
        RootIndicators.isRoot(event) && (event.identity().assumedRoot() || session.isPresent());
    return new RootActivity(
        event,
        rule.kind(),
        rule.reason(),
        EventOutcome.of(event),
        MfaUse.of(event, central),
        affectedAccount(event, rule.kind()),
        session);
  }

  /** Returns the account whose root is concerned. */
  private static Optional<AccountId> affectedAccount(CloudTrailEvent event, ActivityKind kind) {
    Optional<AccountId> target = Optional.empty();
    if (kind == ActivityKind.ASSUME_ROOT) {
      target = RootActivity.assumeRootTarget(event);
    } else if (event.isFrom("account") || event.isFrom("organizations")) {
      target = Guardrails.account(event);
    } else if (kind == ActivityKind.TAMPERING) {
      // The resource is in the account of the record; the caller may belong to another account.
      target = event.recipientAccount();
    }
    return target.or(event::account);
  }

  /** Returns the central root session that made the call, if its AssumeRoot is known. */
  private Optional<Session> session(CloudTrailEvent event) {
    if (!RootIndicators.isRoot(event)
        || event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)
        || event.hasType(CloudTrailEvent.ALARM_ON_ROOT)) {
      return Optional.empty();
    }
    return event
        .identity()
        .accessKeyId()
        .flatMap(sessions::find)
        .filter(it -> it.coversTime(event.time()));
  }
}
