package io.rootmon.internal.lifecycle;

import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.state.StateException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects that the parts of the lifecycle share.
 *
 * @param grouper calculates the times at which incidents close
 * @param incidents the stored incidents
 */
public record IncidentContext(
    IncidentGrouper grouper,
    IncidentRepository incidents,
    AlertFactory alerts,
    Dispatcher dispatcher,
    IncidentTimers timers,
    InstantSource clock) {
  /**
   * The maximum number of events that are searched for the worst one if an older version stored the
   * incident.
   */
  private static final int MAX_SEARCHED = 1_000;

  /**
   * Sets a timer, no later than after {@link IncidentTimers#LONGEST}.
   *
   * @return the problem if no timer was set; a lost timer never stops an alert
   */
  Optional<String> schedule(String account, String incident, TimerPurpose purpose, Duration delay) {
    Duration wait = delay.compareTo(IncidentTimers.LONGEST) > 0 ? IncidentTimers.LONGEST : delay;
    try {
      timers.schedule(account, incident, purpose, wait.isNegative() ? Duration.ZERO : wait);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no timer for " + incident + ": " + e.getMessage());
    }
  }

  /**
   * Reads the first events of an incident, and its worst event in any position.
   *
   * @param max the number of first events
   */
  List<IncidentEvent> events(Incident incident, int max) throws StateException {
    long last = Math.min(max, incident.count());
    List<IncidentEvent> events = new ArrayList<>(incidents.entries(incident.id(), 1, last));
    Optional<Long> worst = incident.handling().worstEvent().filter(it -> it > last);
    if (worst.isPresent()) {
      events.addAll(incidents.entries(incident.id(), worst.get(), worst.get()));
    }
    return events;
  }

  /** Reads the worst event of an incident; empty if the store deleted it. */
  List<IncidentEvent> worstEvent(Incident incident) throws StateException {
    Optional<Long> worst = incident.handling().worstEvent();
    if (worst.isPresent()) {
      List<IncidentEvent> found = incidents.entries(incident.id(), worst.get(), worst.get());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return events(incident, MAX_SEARCHED);
  }
}
