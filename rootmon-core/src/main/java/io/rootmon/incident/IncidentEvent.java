package io.rootmon.incident;

import io.rootmon.cloudtrail.EventKey;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Severity;
import io.rootmon.text.SecretRedactor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event as an incident's report tells of it.
 *
 * @param number in the order of arrival, from 1
 * @param headline one sentence in plain words
 * @param changes whether the call changes something, as far as is known
 * @param told whether anybody was told of it when it came
 * @param reasons that the story added, where somebody was told
 * @param alert the alert in its stored form, from which the parent message of a thread is created;
 *     empty if no channel was notified, if the alert is too long, and if an older version stored
 *     the event
 * @param rule the rule that judged it; empty if an older version stored the event
 */
public record IncidentEvent(
    long number,
    Instant time,
    String eventId,
    String eventName,
    String service,
    ActivityKind kind,
    EventOutcome outcome,
    Severity severity,
    String headline,
    Optional<String> address,
    Optional<String> region,
    boolean changes,
    boolean told,
    List<String> reasons,
    Optional<String> alert,
    Optional<String> rule) {
  /**
   * In characters. A usual alert has 5,000. An item of DynamoDB has at most 400 KB, and a character
   * takes at most three bytes: <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">quotas</a>.
   */
  public static final int MAX_ALERT_LENGTH = 30_000;

  public IncidentEvent {
    reasons = List.copyOf(reasons);
  }

  /** Whether it is the event that an incident names by that key. */
  public boolean isNamed(String key) {
    return EventKey.matches(key, time, eventName, eventId);
  }

  static IncidentEvent of(GroupingInput input, Decision decision) {
    var event = input.event();
    return new IncidentEvent(
        decision.incident().orElseThrow().number(),
        event.time(),
        event.id(),
        event.name(),
        event.service(),
        input.activity().kind(),
        input.activity().outcome(),
        decision.severity(),
        SecretRedactor.redact(input.headline()),
        event.sourceAddress().map(SecretRedactor::redact),
        event.region(),
        changes(input.activity()),
        decision.isNotified(),
        decision.isNotified() ? decision.reasons() : List.of(),
        (decision.isNotified() ? input.alert().apply(decision) : Optional.<String>empty())
            .filter(it -> it.length() <= MAX_ALERT_LENGTH),
        Optional.of(input.finding().ruleId()));
  }

  /** A sign-in opens a session, and the reading of a secret leaves all as it was. */
  private static boolean changes(RootActivity activity) {
    return !activity.readOnly().orElse(false)
        && !activity.isSignIn()
        && !activity.isGuardDutyFinding()
        && !activity.readsSecrets()
        && activity.succeeded();
  }

  /** One that no message is made of any more. */
  public IncidentEvent(
      long number,
      Instant time,
      String eventId,
      String eventName,
      String service,
      ActivityKind kind,
      EventOutcome outcome,
      Severity severity,
      String headline,
      Optional<String> address,
      Optional<String> region,
      boolean changes,
      boolean told,
      Optional<String> rule) {
    this(
        number,
        time,
        eventId,
        eventName,
        service,
        kind,
        outcome,
        severity,
        headline,
        address,
        region,
        changes,
        told,
        List.of(),
        Optional.empty(),
        rule);
  }
}
