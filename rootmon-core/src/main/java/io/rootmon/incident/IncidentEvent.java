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
 * @param event as it came, without secrets, where somebody was told and it is not too long: by it
 *     the message is printed anew
 * @param rule that judged it; empty where an older version wrote it down
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
    Optional<String> event,
    Optional<String> rule) {
  /** In characters: a store's item must have room for it, and a usual event has 2,000. */
  static final int MAX_EVENT_LENGTH = 30_000;

  public IncidentEvent {
    reasons = List.copyOf(reasons);
  }

  /** Whether it is the event that an incident names by that key. */
  public boolean isNamed(String key) {
    return EventKey.matches(key, time, eventName, eventId);
  }

  static IncidentEvent of(GroupingInput sighting, Decision decision) {
    var event = sighting.event();
    return new IncidentEvent(
        decision.place().orElseThrow().number(),
        event.time(),
        event.id(),
        event.name(),
        event.service(),
        sighting.activity().kind(),
        sighting.activity().outcome(),
        decision.severity(),
        SecretRedactor.redact(sighting.headline()),
        event.sourceAddress().map(SecretRedactor::redact),
        event.region(),
        changes(sighting.activity()),
        decision.isNotified(),
        decision.isNotified() ? decision.reasons() : List.of(),
        Optional.of(event.raw())
            .filter(it -> decision.isNotified() && it.length() <= MAX_EVENT_LENGTH)
            .map(SecretRedactor::redact),
        Optional.of(sighting.finding().ruleId()));
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
