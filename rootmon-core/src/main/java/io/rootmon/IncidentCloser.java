package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentGrouper;
import io.rootmon.state.EventIdentity;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends incidents that have been quiet for long enough, and reports on them in every channel that
 * knows of them, once. Timers that are lost or come twice change nothing but when.
 */
final class IncidentCloser {
  /** What a report has room for; the store has them all. */
  private static final int MAX_ENTRIES = 1_000;

  private static final Duration COME_BACK = Duration.ofMinutes(1);

  private final IncidentGrouper incidents;
  private final IncidentRepository store;
  private final AlertFactory alerts;
  private final Dispatcher dispatcher;
  private final ThreadParentUpdater heads;
  private final Wakes wakes;
  private final InstantSource clock;

  IncidentCloser(
      IncidentGrouper incidents,
      IncidentRepository store,
      AlertFactory alerts,
      Dispatcher dispatcher,
      ThreadParentUpdater heads,
      Wakes wakes,
      InstantSource clock) {
    this.incidents = incidents;
    this.store = store;
    this.alerts = alerts;
    this.dispatcher = dispatcher;
    this.heads = heads;
    this.wakes = wakes;
    this.clock = clock;
  }

  /** Sets the timer of an incident that began; the problem, if there will be none. */
  Optional<String> schedule(String account, String incident) {
    return wakes.schedule(account, incident, TimerPurpose.CLOSING, incidents.inactivityPeriod());
  }

  /** A timer woke us: closes the incident and reports, or waits on. */
  ProcessingResult onTimer(String account, String id, Deadline deadline) {
    try {
      AccountHistory history = store.change(account, it -> closed(it, id, clock.instant()));
      Optional<Incident> latest = history.incident().filter(it -> it.id().equals(id));
      Optional<Incident> incident = latest.isPresent() ? latest : store.incident(id);
      if (incident.isEmpty()) {
        return nothing(id, List.of());
      }
      if (incident.get().isOpen()) {
        Duration rest = Duration.between(clock.instant(), incidents.end(incident.get()));
        return nothing(
            id, wakes.schedule(account, id, TimerPurpose.CLOSING, rest).stream().toList());
      }
      return report(incident.get(), deadline);
    } catch (StateException e) {
      return new ProcessingResult(
          IncidentAction.POSTPONED,
          new DispatchReport(id, List.of()),
          List.of("not known whether " + id + " is over: " + e.getMessage()));
    }
  }

  private AccountHistory closed(AccountHistory history, String id, Instant now) {
    return history
        .incident()
        .filter(it -> it.id().equals(id) && incidents.isClosed(it, now))
        .map(it -> incidents.closed(it, now))
        .map(history::with)
        .orElse(history);
  }

  /** Reports, and has a timer set where not everybody took the report; the problems. */
  List<String> reportOrComeBack(Incident incident, Deadline deadline) {
    ProcessingResult outcome = report(incident, deadline);
    List<String> problems = new ArrayList<>(outcome.problems());
    if (!outcome.isDone()) {
      String account = incident.account().map(AccountId::value).orElse(EventIdentity.UNKNOWN);
      wakes
          .schedule(account, incident.id(), TimerPurpose.CLOSING, COME_BACK)
          .ifPresent(problems::add);
    }
    return problems;
  }

  /** Tells of an incident that is over whoever was told of it. */
  private ProcessingResult report(Incident incident, Deadline deadline) {
    if (incident.told().isEmpty()) {
      return nothing(incident.id(), List.of());
    }
    List<String> problems = new ArrayList<>();
    List<IncidentEvent> entries = List.of();
    try {
      entries = store.entries(incident.id(), 1, Math.min(MAX_ENTRIES, incident.count()));
    } catch (StateException e) {
      problems.add("the report of " + incident.id() + " has no events: " + e.getMessage());
    }
    Alert alert = alerts.closed(incident, entries);
    // One that was taken up again after its report is reported on again.
    String act = "over#" + incident.count() + "#" + incident.id();
    DispatchReport report = dispatcher.dispatch(alert, act, incident.told().keySet(), deadline);
    problems.addAll(heads.refresh(incident, deadline));
    return new ProcessingResult(IncidentAction.CLOSE, report, problems);
  }

  private static ProcessingResult nothing(String id, List<String> problems) {
    return new ProcessingResult(IncidentAction.APPEND, new DispatchReport(id, List.of()), problems);
  }
}
