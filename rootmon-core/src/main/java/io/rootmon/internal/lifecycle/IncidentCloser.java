package io.rootmon.internal.lifecycle;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closes an incident after its inactivity period, or at its maximum time, and sends its report once
 * to every notified channel. Lost or duplicate timers only affect when the incident closes.
 */
final class IncidentCloser {
  /** The events of a report. The store has all of them. */
  private static final int MAX_EVENTS = 1_000;

  private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

  private final IncidentContext context;
  private final ThreadParentUpdater parentMessages;

  IncidentCloser(IncidentContext context, ThreadParentUpdater parentMessages) {
    this.context = context;
    this.parentMessages = parentMessages;
  }

  /** Sets the timer that closes an incident; returns the problem if none was set. */
  Optional<String> schedule(String account, String incident, Duration delay) {
    return context.schedule(account, incident, TimerPurpose.CLOSING, delay);
  }

  /** Closes the incident and sends its report, or sets the timer again. */
  TimerResult onTimer(String account, String id, Deadline deadline) {
    try {
      Instant now = context.clock().instant();
      AccountHistory history = context.incidents().change(account, it -> closed(it, id, now));
      Optional<Incident> latest = history.incident().filter(it -> it.id().equals(id));
      Optional<Incident> incident = latest.isPresent() ? latest : context.incidents().incident(id);
      if (incident.isEmpty()) {
        return TimerResult.nothing(id, List.of());
      }
      if (incident.get().isOpen()) {
        Duration rest =
            Duration.between(context.clock().instant(), context.grouper().end(incident.get()));
        return TimerResult.nothing(id, schedule(account, id, rest).stream().toList());
      }
      return report(incident.get(), deadline);
    } catch (StateException e) {
      return TimerResult.postponed(
          id, List.of("not known whether " + id + " is closed: " + e.getMessage()));
    }
  }

  private AccountHistory closed(AccountHistory history, String id, Instant now) {
    return history
        .incident()
        .filter(it -> it.id().equals(id) && context.grouper().isClosed(it, now))
        .map(it -> context.grouper().closed(it, now))
        .map(history::with)
        .orElse(history);
  }

  /** Sends the report, and sets a timer if a channel did not accept it; returns the problems. */
  List<String> reportOrRetry(Incident incident, Deadline deadline) {
    TimerResult result = report(incident, deadline);
    List<String> problems = new ArrayList<>(result.problems());
    if (!result.isDone()) {
      String account = incident.account().map(AccountId::value).orElse(EventIdentity.UNKNOWN);
      schedule(account, incident.id(), RETRY_DELAY).ifPresent(problems::add);
    }
    return problems;
  }

  /** Sends the report of a closed incident to the channels that were notified of it. */
  private TimerResult report(Incident incident, Deadline deadline) {
    if (incident.notified().isEmpty()) {
      return TimerResult.nothing(incident.id(), List.of());
    }
    List<String> problems = new ArrayList<>();
    List<IncidentEvent> events = List.of();
    try {
      events = context.events(incident, MAX_EVENTS);
    } catch (StateException e) {
      problems.add("the report of " + incident.id() + " has no events: " + e.getMessage());
    }
    Alert alert = context.alerts().closed(incident, events);
    // An incident that continued after its report has another report with another count.
    String key = "over#" + incident.count() + "#" + incident.id();
    DispatchReport report =
        context.dispatcher().dispatch(alert, key, incident.notified().keySet(), deadline);
    problems.addAll(parentMessages.update(incident, deadline));
    return new TimerResult(IncidentAction.CLOSE, report, problems);
  }
}
