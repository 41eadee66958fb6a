package io.rootmon.alert;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.internal.alert.FollowUpTasks;
import io.rootmon.internal.alert.Sentences;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.DurationText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of an incident, as its parent message shows it.
 *
 * @param events the number of events so far
 * @param latest the time of the latest event
 * @param state such as {@code Open}, {@code Acknowledged by Ana} or {@code Closed}
 * @param isAcknowledged whether a person responded
 * @param responses one line each with the person, the response and its time
 * @param course one sentence about the incident: the number of events, the duration and the
 *     responses
 * @param remaining the steps that remain when the incident is closed
 */
public record IncidentStatus(
    long events,
    Severity highest,
    Instant latest,
    boolean isOpen,
    boolean isAcknowledged,
    String state,
    List<ResponseLine> responses,
    String course,
    List<String> remaining) {
  private static final int MAX_NAME_LENGTH = 40;

  /** A person's response to the incident and its time. */
  public record ResponseLine(String text, Instant time) {}

  public IncidentStatus {
    responses = List.copyOf(responses);
    remaining = List.copyOf(remaining);
  }

  /** Returns the status of an incident with these events. */
  public static IncidentStatus of(Incident incident, List<IncidentEvent> entries) {
    List<Response> responses = incident.handling().responses();
    return new IncidentStatus(
        incident.count(),
        incident.severity(),
        incident.latest(),
        incident.isOpen(),
        !responses.isEmpty(),
        state(incident.isOpen(), responses),
        responses.stream().map(IncidentStatus::line).toList(),
        course(incident, responses),
        incident.isOpen()
            ? List.of()
            : new FollowUpTasks(incident, entries, ReportSource.LIVE).lines());
  }

  private static String state(boolean isOpen, List<Response> responses) {
    if (!isOpen) {
      return "Closed";
    }
    Optional<Response> owner =
        responses.stream().filter(it -> it.action() != Action.EXPECTED).findFirst();
    return owner
        .map(it -> "Acknowledged by " + name(it))
        .or(() -> responses.stream().findFirst().map(it -> "Marked as expected by " + name(it)))
        .orElse("Open");
  }

  private static String course(Incident incident, List<Response> responses) {
    Duration span = Duration.between(incident.opened(), incident.latest());
    String count = CountText.of(incident.count(), "event");
    String time = span.isZero() ? "" : " in " + DurationText.of(span);
    String response =
        responses.stream()
            .findFirst()
            .map(
                it -> {
                  Duration after = Duration.between(incident.opened(), it.time());
                  return " "
                      + Sentences.of(
                          action(it)
                              + " by "
                              + name(it)
                              + (after.isNegative() || after.isZero()
                                  ? ""
                                  : " " + DurationText.of(after) + " after the first event"));
                })
            .orElse(" No response so far.");
    return count + time + "." + response;
  }

  private static ResponseLine line(Response response) {
    return new ResponseLine(name(response) + ": " + action(response), response.time());
  }

  private static String action(Response response) {
    return response.action().name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name without the user id that Slack appends. */
  private static String name(Response response) {
    return SafeText.line(response.who().replaceFirst(" \\([A-Z0-9]+\\)$", ""), MAX_NAME_LENGTH);
  }
}
