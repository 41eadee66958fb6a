package io.rootmon.alert;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How an incident stands.
 *
 * @param events so many so far
 * @param latest event's time
 * @param responses a line each: who did what, and when
 */
public record IncidentStatus(
    long events, Severity highest, Instant latest, boolean isOpen, List<String> responses) {
  public IncidentStatus {
    responses = List.copyOf(responses);
  }

  static IncidentStatus of(Incident incident) {
    return new IncidentStatus(
        incident.count(),
        incident.severity(),
        incident.latest(),
        incident.isOpen(),
        incident.handling().responses().stream().map(IncidentStatus::line).toList());
  }

  private static String line(Response response) {
    String action = response.action().name().toLowerCase(Locale.ROOT);
    return response.who() + ": " + action + ", " + Facts.time(response.time());
  }
}
