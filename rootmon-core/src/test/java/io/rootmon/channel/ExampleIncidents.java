package io.rootmon.channel;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Alerts through the life of an incident. */
public final class ExampleIncidents {
  public static final String ID = "111122223333-2026-03-14-0f9a1c2e";
  private static final Instant OPENED = Instant.parse("2026-03-01T03:12:44Z");

  private ExampleIncidents() {}

  /** The alert on an event of the incident. */
  public static Alert alert(long number, Severity severity, Severity highest) {
    Alert alone = ExampleAlerts.with(severity, "Root did something");
    return new Alert(
        alone.id(),
        alone.time(),
        alone.severity(),
        alone.headline(),
        alone.account(),
        alone.finding(),
        alone.facts(),
        alone.reasons(),
        alone.advice(),
        alone.links(),
        alone.keyFields(),
        alone.notes(),
        Optional.of(new IncidentRef(ID, OPENED, number, highest, Map.of())),
        Optional.empty(),
        Optional.empty());
  }

  /** The alert with the state of the incident after a response. */
  public static Alert acknowledged() {
    return report(
        Optional.empty(),
        new IncidentTracking(
            Optional.empty(),
            Optional.empty(),
            List.of(new Response(OPENED, "ana", Action.ACKNOWLEDGED, "Slack C0123456789")),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            IncidentTracking.NONE.reminders(),
            Optional.empty()));
  }

  /** The report on the closed incident. */
  public static Alert closed() {
    return report(Optional.of(OPENED.plusSeconds(3_600)), IncidentTracking.NONE);
  }

  private static Alert report(Optional<Instant> closed, IncidentTracking tracking) {
    Incident incident =
        new Incident(
            ID,
            ExampleAlerts.signIn().account().id(),
            OPENED,
            OPENED,
            OPENED,
            Map.of(Severity.CRITICAL, 3L),
            Set.of(),
            Set.of(),
            Map.of(),
            closed,
            tracking);
    return new AlertFactory(Account::unnamed).closed(incident, List.of());
  }
}
