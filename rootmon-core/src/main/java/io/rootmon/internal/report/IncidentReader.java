package io.rootmon.internal.report;

import io.rootmon.alert.Alert;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads stored incidents for reports. */
public record IncidentReader(IncidentRepository log) {
  /** The maximum number of events in a report. */
  private static final int MAX_ENTRIES = 1_000;

  /** The maximum number of incidents to follow back: one every half hour of a month. */
  private static final int MAX_STEPS = 1_500;

  private static final int ACCOUNT_DIGITS = 12;

  /** Returns the incident with this id, open or closed. */
  public Optional<Incident> find(String id) throws StateException {
    Optional<Incident> earlier = log.incident(id);
    if (earlier.isPresent()) {
      return earlier;
    }
    String account =
        id.startsWith(EventIdentity.UNKNOWN + "-") ? EventIdentity.UNKNOWN : number(id);
    return account.isEmpty() ? Optional.empty() : latest(account).filter(it -> it.id().equals(id));
  }

  private static String number(String id) {
    return id.matches("[0-9]{12}-.*") ? id.substring(0, ACCOUNT_DIGITS) : "";
  }

  /**
   * Returns an account's latest incident.
   *
   * @param account its id, or {@link EventIdentity#UNKNOWN}
   */
  public Optional<Incident> latest(String account) throws StateException {
    return log.history(account).incident();
  }

  /** Returns the incidents of an account with events since then, the latest first. */
  public List<Incident> since(AccountHistory history, Instant lastArrival) throws StateException {
    List<Incident> incidents = new ArrayList<>();
    Optional<Incident> next = history.incident();
    while (next.isPresent()
        && !next.get().lastArrival().isBefore(lastArrival)
        && incidents.size() < MAX_STEPS) {
      incidents.add(next.get());
      Optional<String> previous = next.get().handling().previous();
      next = previous.isPresent() ? log.incident(previous.get()) : Optional.empty();
    }
    return incidents;
  }

  /** Creates the report of an incident, from its first thousand events at most. */
  public Alert report(Incident incident, AlertFactory alerts) throws StateException {
    return alerts.closed(incident, entries(incident, MAX_ENTRIES));
  }

  List<IncidentEvent> entries(Incident incident, long most) throws StateException {
    long last = Math.min(most, incident.count());
    return last == 0 ? List.of() : log.entries(incident.id(), 1, last);
  }
}
