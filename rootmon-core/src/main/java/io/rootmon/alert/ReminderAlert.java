package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Reminders;
import io.rootmon.incident.NotificationReason;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Repeats once a day that a CRITICAL incident has no response. */
final class ReminderAlert {
  private static final int MAX_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;

  private ReminderAlert() {}

  static Alert of(
      Incident incident,
      Optional<IncidentEvent> worst,
      Account account,
      Set<String> channels,
      Instant now) {
    Reminders reminders = incident.handling().reminders();
    Instant since = incident.handling().unansweredSince().orElse(incident.opened());
    String silence = span(Duration.between(since, now));
    return new Alert(
        AlertFactory.REMINDER + (reminders.count() + 1) + "#" + incident.id(),
        now,
        Severity.CRITICAL,
        SafeText.cut("No response for " + silence + ": " + what(worst, account), MAX_LENGTH),
        account,
        Optional.empty(),
        facts(incident, worst, account, since),
        List.of(
            "the incident is CRITICAL, and nobody acknowledged it within " + silence,
            incident.isOpen() ? "it is still open" : "it was active until its maximum time"),
        List.of(
            "Acknowledge the incident, or find out who looks into it.",
            "If nobody knows who used root, treat it as stolen: change its password, remove its"
                + " access keys, and read what was done since.",
            "Reminders stop when the incident is acknowledged or has been inactive."),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(
            new IncidentRef(
                incident.id(),
                incident.opened(),
                incident.count(),
                incident.severity(),
                incident.heads(incident.told().keySet()),
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
    add(facts, "Reminders sent", String.valueOf(incident.handling().reminders().count()));
    add(facts, "Incident", incident.id());
    incident
        .handling()
        .reminders()
        .incident()
        .ifPresent(it -> add(facts, "First incident without a response", it));
    return facts;
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
  }

  private static String span(Duration span) {
    long hours = Math.max(1, span.toHours());
    if (hours >= 48) {
      return hours / 24 + " days";
    }
    return hours == 1 ? "1 hour" : hours + " hours";
  }
}
