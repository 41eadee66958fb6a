package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says that nobody has responded to an incident that is CRITICAL. */
final class UnacknowledgedAlert {
  private static final int MAX_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;

  private UnacknowledgedAlert() {}

  static Alert of(Incident incident, Optional<IncidentEvent> worst, Account account, Instant now) {
    Instant since = incident.handling().critical().orElse(incident.opened());
    String silence = minutes(Duration.between(since, now));
    return new Alert(
        AlertFactory.UNANSWERED + incident.id(),
        now,
        Severity.CRITICAL,
        SafeText.cut(
            "Nobody has responded for " + silence + ": " + what(worst, account), MAX_LENGTH),
        account,
        Optional.empty(),
        facts(incident, worst, account, since),
        List.of(
            "it became CRITICAL "
                + silence
                + " ago, and nobody said to have seen it, expected it or to look into it"),
        List.of(
            "Take it on, or find who does: the channels above got the alerts and did not answer.",
            "If nobody knows who this is, treat root as stolen: change its password, remove its"
                + " access keys, and look at what was done since.",
            "Then press a button below one of the alerts in Slack, so that others know."),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(
            new IncidentRef(
                incident.id(),
                incident.opened(),
                incident.count(),
                incident.severity(),
                incident.heads(incident.told().keySet()))),
        Optional.empty(),
        Optional.empty());
  }

  private static String what(Optional<IncidentEvent> worst, Account account) {
    return worst
        .map(IncidentEvent::headline)
        .orElseGet(() -> "root in " + SafeText.line(account.label(), MAX_NAME_LENGTH));
  }

  private static List<Fact> facts(
      Incident incident, Optional<IncidentEvent> worst, Account account, Instant since) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "CRITICAL since", Facts.time(since));
    worst.ifPresent(it -> add(facts, "Worst", it.headline()));
    add(facts, "Account", account.label());
    account.owner().ifPresent(it -> add(facts, "Owner", it));
    add(facts, "Events", incident.count() + ", the latest " + Facts.time(incident.latest()));
    add(facts, "Told so far", String.join(", ", incident.told().keySet()));
    add(facts, "Incident", incident.id());
    return facts;
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
  }

  private static String minutes(Duration span) {
    long minutes = Math.max(1, span.toMinutes());
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
