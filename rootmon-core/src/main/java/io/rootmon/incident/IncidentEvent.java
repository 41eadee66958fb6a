package io.rootmon.incident;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.internal.cloudtrail.EventKey;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event in the report of an incident.
 *
 * @param number the position of the event in the order of arrival, from 1
 * @param headline one sentence in plain language
 * @param changes whether the call changes a resource, as far as this can be determined
 * @param notified whether a channel was notified of the event when it arrived
 * @param reasons the reasons that the incident added; empty if no channel was notified
 * @param alert the stored form of the alert, from which the parent message of a thread is created;
 *     empty if no channel was notified, if the alert is too long, or if an older version stored the
 *     event
 * @param rule the rule that judged the event; empty if an older version stored the event
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
    boolean notified,
    List<String> reasons,
    Optional<String> alert,
    Optional<String> rule) {
  /**
   * The maximum length of a stored alert in characters. A typical alert has 5,000. A DynamoDB item
   * has at most 400 KB, and a character needs at most three bytes: <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">quotas</a>.
   */
  public static final int MAX_ALERT_LENGTH = 30_000;

  public IncidentEvent {
    reasons = List.copyOf(reasons);
  }

  /** Returns whether the incident refers to the event by this key. */
  public boolean isNamed(String key) {
    return EventKey.matches(key, time, eventName, eventId);
  }

  /** Creates an event without reasons and without a stored alert. */
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
      boolean notified,
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
        notified,
        List.of(),
        Optional.empty(),
        rule);
  }
}
