package io.rootmon.internal.alert;

import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentTracking.Reminders;
import io.rootmon.internal.text.DurationText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates the daily reminder of a CRITICAL incident without a response. */
final class ReminderAlert {
  private ReminderAlert() {}

  static Alert of(UnacknowledgedIncident unacknowledged, Set<String> channels, Instant now) {
    Incident incident = unacknowledged.incident();
    Reminders reminders = incident.handling().reminders();
    Instant since = incident.handling().unansweredSince().orElse(incident.opened());
    String silence = DurationText.of(Duration.between(since, now));
    List<Fact> facts = new ArrayList<>(unacknowledged.facts(since));
    facts.add(new Fact("Reminder", String.valueOf(reminders.count() + 1)));
    reminders.incident().ifPresent(it -> facts.add(new Fact("Continues incident", it)));
    return new Alert(
        AlertFactory.REMINDER + (reminders.count() + 1) + "#" + incident.id(),
        now,
        Severity.CRITICAL,
        unacknowledged.headline(silence),
        unacknowledged.account(),
        Optional.empty(),
        facts,
        List.of(
            "the incident is CRITICAL, and no one acknowledged it within " + silence,
            incident.isOpen() ? "it is still open" : "it was active until its maximum age",
            "reminders stop when the incident is acknowledged or closes"),
        unacknowledged.advice(),
        unacknowledged.links(),
        List.of(),
        List.of(),
        Optional.of(
            new IncidentRef(
                incident.id(),
                incident.opened(),
                incident.count(),
                incident.severity(),
                incident.parents(incident.notified().keySet()),
                incident.handling().previous(),
                reasons(channels))),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, NotificationReason> reasons(Set<String> channels) {
    Map<String, NotificationReason> reasons = new LinkedHashMap<>();
    channels.forEach(it -> reasons.put(it, NotificationReason.REMINDER));
    return reasons;
  }
}
