package io.rootmon.internal.alert;

import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.internal.text.DurationText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates the escalation of a CRITICAL incident without a response. */
final class UnacknowledgedAlert {
  private static final int MAX_LENGTH = 240;

  private UnacknowledgedAlert() {}

  static Alert of(UnacknowledgedIncident unacknowledged, Instant now) {
    Incident incident = unacknowledged.incident();
    Instant since = incident.handling().critical().orElse(incident.opened());
    String silence = DurationText.of(Duration.between(since, now));
    List<Fact> facts = new ArrayList<>(unacknowledged.facts(since));
    String notified = String.join(", ", incident.notified().keySet());
    facts.add(new Fact("Notified", SafeText.line(notified, MAX_LENGTH)));
    return new Alert(
        AlertFactory.UNANSWERED + incident.id(),
        now,
        Severity.CRITICAL,
        unacknowledged.headline(silence),
        unacknowledged.account(),
        Optional.empty(),
        facts,
        List.of(
            "the incident became CRITICAL "
                + silence
                + " ago, and no one acknowledged it, marked it as expected or started to investigate it"),
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
                incident.parents(incident.notified().keySet()))),
        Optional.empty(),
        Optional.empty());
  }
}
