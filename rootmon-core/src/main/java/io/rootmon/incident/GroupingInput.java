package io.rootmon.incident;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A finding that arrives, with what the grouper asks about it.
 *
 * @param headline one sentence about the finding
 * @param wanted returns the channels whose routes match the finding at a severity
 * @param every returns the channels that receive every finding and whose routes match it at a
 *     severity
 * @param alert returns the stored form of the alert after a decision, for a notified event
 * @param now when the finding arrives
 */
public record GroupingInput(
    Finding finding,
    String headline,
    Function<Severity, Set<String>> wanted,
    Function<Severity, Set<String>> every,
    Function<Decision, Optional<String>> alert,
    Instant now) {
  /**
   * A channel is notified of an excluded finding only where the incident makes it more severe: the
   * exclusion accepts the finding by itself.
   */
  public GroupingInput {
    if (finding.exclusion().isPresent()) {
      Function<Severity, Set<String>> routed = wanted;
      Severity excluded = finding.severity();
      wanted = severity -> severity == excluded ? Set.of() : routed.apply(severity);
    }
  }

  /** What stands between a rule and a call. */
  static final String CALL = "/";

  /** How far the clock of CloudTrail may be ahead of ours. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  /** Creates the input of a finding that no channel receives for completeness, and no alert. */
  public GroupingInput(
      Finding finding, String headline, Function<Severity, Set<String>> wanted, Instant now) {
    this(finding, headline, wanted, severity -> Set.of(), decision -> Optional.empty(), now);
  }

  /** Returns the label of the exclusion that matches the finding. */
  Optional<String> exclusion() {
    return finding.exclusion().map(Exclusion::label);
  }

  RootActivity activity() {
    return finding.activity();
  }

  CloudTrailEvent event() {
    return activity().event();
  }

  /** The event's time by which it is grouped: at most five minutes ahead of our clock. */
  public Instant time() {
    Instant latest = now.plus(MAX_CLOCK_SKEW);
    return isInFuture() ? latest : event().time();
  }

  /** Whether the event's own time is too far ahead of our clock. */
  public boolean isInFuture() {
    return event().time().isAfter(now.plus(MAX_CLOCK_SKEW));
  }

  /** Whether it did something. What failed or was denied does not keep an incident open. */
  boolean prolongs() {
    return activity().succeeded();
  }

  /**
   * By what CRITICAL findings are told apart: the rule, and for changes of rootmon itself the call,
   * so that a harmless change does not hide a switch-off.
   */
  String rule() {
    String id = finding.ruleId();
    return activity().changesRootmon() ? id + CALL + event().name() : id;
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

  /** Such acts are counted and not told, and tell nothing of a person. */
  boolean isByService() {
    return activity().is(ActivityKind.SERVICE_ON_BEHALF);
  }
}
