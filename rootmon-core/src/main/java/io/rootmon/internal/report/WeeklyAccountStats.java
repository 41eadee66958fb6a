package io.rootmon.internal.report;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the root activity of one account in a week by day. Not safe for use by multiple threads.
 */
final class WeeklyAccountStats {
  private final String account;
  private final Week week;
  private final List<Incident> incidents = new ArrayList<>();
  private final Map<String, IncidentEvent> worst = new HashMap<>();
  private final List<Map<Severity, Long>> days = new ArrayList<>();

  WeeklyAccountStats(String account, Week week) {
    this.account = account;
    this.week = week;
    for (int day = 0; day < Week.DAYS; day++) {
      days.add(new EnumMap<>(Severity.class));
    }
  }

  /**
   * Counts an incident's events of the week. Events that were not read count on the day of the
   * latest event with the highest severity, so that no day looks better than it was.
   */
  void add(Incident incident, List<IncidentEvent> entries) {
    boolean concerns = false;
    for (IncidentEvent entry : entries) {
      if (week.contains(entry.time())) {
        count(week.day(entry.time()), entry.severity(), 1);
        concerns = true;
      }
    }
    long unread = incident.count() - entries.size();
    boolean overlaps =
        incident.opened().isBefore(week.end()) && !incident.latest().isBefore(week.begin());
    if (unread > 0 && overlaps) {
      count(week.day(incident.latest()), incident.severity(), unread);
      concerns = true;
    }
    if (concerns) {
      incidents.add(incident);
      entries.stream()
          .max(
              Comparator.comparing(IncidentEvent::severity)
                  .thenComparing(IncidentEvent::number, Comparator.reverseOrder()))
          .ifPresent(it -> worst.put(incident.id(), it));
    }
  }

  /** Returns the most severe event of an incident; empty if none was read. */
  Optional<IncidentEvent> worstEvent(Incident incident) {
    return Optional.ofNullable(worst.get(incident.id()));
  }

  private void count(int day, Severity severity, long events) {
    days.get(day).merge(severity, events, Long::sum);
  }

  /** Returns the account id, or the key of the unknown account. */
  String account() {
    return account;
  }

  List<Incident> incidents() {
    return List.copyOf(incidents);
  }

  boolean isInactive() {
    return incidents.isEmpty();
  }

  long eventsOf(int day) {
    return days.get(day).values().stream().mapToLong(Long::longValue).sum();
  }

  Optional<Severity> worstOf(int day) {
    return days.get(day).keySet().stream().max(Severity::compareTo);
  }

  /** Returns the counts of the whole week. */
  Map<Severity, Long> events() {
    Map<Severity, Long> all = new EnumMap<>(Severity.class);
    days.forEach(day -> day.forEach((severity, count) -> all.merge(severity, count, Long::sum)));
    return all;
  }

  long count() {
    return events().values().stream().mapToLong(Long::longValue).sum();
  }

  Severity worst() {
    return events().keySet().stream().max(Severity::compareTo).orElse(Severity.INFO);
  }
}
