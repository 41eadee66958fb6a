package io.rootmon.internal.incident;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident.Notice;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The finding to group, and the data that the grouper needs for it.
 *
 * @param headline one sentence about the finding
 * @param wanted returns the channels whose routes match the finding at a severity
 * @param every returns the channels that receive every finding and whose routes match it at a
 *     severity
 * @param alert returns the stored form of the alert after a decision, for a notified event
 * @param now the arrival time of the finding
 */
public record GroupingInput(
    Finding finding,
    String headline,
    Function<Severity, Set<String>> wanted,
    Function<Severity, Set<String>> every,
    Function<Decision, Optional<String>> alert,
    Instant now) {
  /**
   * Creates the input. For an excluded finding, a channel is notified only if the incident raises
   * the severity, because the exclusion accepts the finding itself.
   */
  public GroupingInput {
    if (finding.exclusion().isPresent()) {
      Function<Severity, Set<String>> routed = wanted;
      Severity excluded = finding.severity();
      wanted = severity -> severity == excluded ? Set.of() : routed.apply(severity);
    }
  }

  /** The separator between a rule and a call. */
  static final String CALL = "/";

  /** The separator between a rule of the configuration and the built-in rule. */
  private static final String OWN = "+";

  /** The maximum time by which CloudTrail's clock may be ahead of the local clock. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  /** Creates the input without channels that receive every finding, and without a stored alert. */
  public GroupingInput(
      Finding finding, String headline, Function<Severity, Set<String>> wanted, Instant now) {
    this(finding, headline, wanted, severity -> Set.of(), decision -> Optional.empty(), now);
  }

  /** Returns the label of the exclusion that matches the finding. */
  Optional<String> exclusion() {
    return finding.exclusion().map(Exclusion::label);
  }

  public RootActivity activity() {
    return finding.activity();
  }

  public CloudTrailEvent event() {
    return activity().event();
  }

  /** Returns the event's time for grouping: at most five minutes ahead of the local clock. */
  public Instant time() {
    Instant latest = now.plus(MAX_CLOCK_SKEW);
    return isInFuture() ? latest : event().time();
  }

  /** Returns whether the event's own time is too far ahead of the local clock. */
  public boolean isInFuture() {
    return event().time().isAfter(now.plus(MAX_CLOCK_SKEW));
  }

  /** Returns whether the finding prolongs an incident. Failed and denied calls do not. */
  boolean prolongs() {
    return activity().succeeded();
  }

  /**
   * Returns the key of which the first finding is always notified: the rule, and for tampering the
   * call and the resource, so that a harmless change does not hide one that stops the monitoring. A
   * rule of the configuration does not hide the built-in rules.
   */
  String rule() {
    String builtIn = finding.builtInRule();
    String id = finding.ruleId().equals(builtIn) ? builtIn : finding.ruleId() + OWN + builtIn;
    return activity().is(ActivityKind.TAMPERING)
        ? id
            + CALL
            + event().name()
            + activity().tamperedResource().map(it -> CALL + it.name()).orElse("")
        : id;
  }

  /**
   * Returns whether the first finding of each {@link #rule} is notified: CRITICAL findings, also
   * within a maintenance window, and HIGH tampering.
   */
  boolean isNotifiedByRule(Severity severity) {
    return finding.usual(severity) == Severity.CRITICAL
        || (severity.isAtLeast(Severity.HIGH) && activity().is(ActivityKind.TAMPERING));
  }

  /** Returns the notification about the event with this key. */
  Notice notice(String eventId, Severity severity) {
    Optional<String> rule = isNotifiedByRule(severity) ? Optional.of(rule()) : Optional.empty();
    return new Notice(eventId, severity, rule);
  }

  Optional<NetworkPrefix> network() {
    return event().sourceAddress().flatMap(NetworkPrefix::of);
  }

  Optional<UserAgentFamily> agent() {
    return event().userAgent().flatMap(UserAgentFamily::of);
  }

  boolean isSignIn() {
    return activity().is("ConsoleLogin") && activity().is(ActivityKind.DIRECT);
  }

  /** Returns whether it is an MFA check that a sign-in should follow. */
  boolean isOpenCheck() {
    return activity().passedMfaCheck() && !event().isFollowUp();
  }

  /**
   * Returns whether it is an activity of an AWS service, which is counted without a notification.
   */
  boolean isByService() {
    return activity().is(ActivityKind.SERVICE_ON_BEHALF);
  }
}
