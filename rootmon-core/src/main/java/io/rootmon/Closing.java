package io.rootmon;

import io.rootmon.Outcome.Verdict;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.Dispatcher;
import io.rootmon.cloudtrail.Signal.IncidentTimer.Duty;
import io.rootmon.incident.Entry;
import io.rootmon.incident.History;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incidents;
import io.rootmon.incident.Timers;
import io.rootmon.state.Act;
import io.rootmon.state.IncidentLog;
import io.rootmon.state.StateException;
import java.io.IOException;
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
final class Closing {
  /** What a report has room for; the store has them all. */
  private static final int MOST_ENTRIES = 1_000;

  private static final Duration COME_BACK = Duration.ofMinutes(1);

  private final Incidents incidents;
  private final IncidentLog store;
  private final Alerts alerts;
  private final Dispatcher dispatcher;
  private final Timers timers;
  private final InstantSource clock;

  Closing(
      Incidents incidents,
      IncidentLog store,
      Alerts alerts,
      Dispatcher dispatcher,
      Timers timers,
      InstantSource clock) {
    this.incidents = incidents;
    this.store = store;
    this.alerts = alerts;
    this.dispatcher = dispatcher;
    this.timers = timers;
    this.clock = clock;
  }

  /** Sets the timer of an incident that began; the problem, if there will be none. */
  Optional<String> watch(String account, String incident) {
    return wake(account, incident, incidents.quiet());
  }

  /** A timer woke us: closes the incident and reports, or waits on. */
  Outcome look(String account, String id, Duration timeLeft) {
    Instant deadline = clock.instant().plus(timeLeft);
    try {
      History history = store.change(account, it -> closed(it, id, clock.instant()));
      Optional<Incident> latest = history.incident().filter(it -> it.id().equals(id));
      Optional<Incident> incident = latest.isPresent() ? latest : store.incident(id);
      if (incident.isEmpty()) {
        return nothing(id, List.of());
      }
      if (incident.get().isOpen()) {
        Duration rest = Duration.between(clock.instant(), incidents.end(incident.get()));
        return nothing(id, wake(account, id, rest).stream().toList());
      }
      return report(incident.get(), Duration.between(clock.instant(), deadline));
    } catch (StateException e) {
      return new Outcome(
          Verdict.POSTPONED,
          new DispatchReport(id, List.of()),
          List.of("not known whether " + id + " is over: " + e.getMessage()));
    }
  }

  private History closed(History history, String id, Instant now) {
    return history
        .incident()
        .filter(it -> it.id().equals(id) && incidents.isOver(it, now))
        .map(it -> history.with(it.closedAt(now)))
        .orElse(history);
  }

  /** Reports, and has a timer set where not everybody took the report; the problems. */
  List<String> reportOrComeBack(Incident incident, Duration timeLeft) {
    Outcome outcome = report(incident, timeLeft);
    List<String> problems = new ArrayList<>(outcome.problems());
    if (!outcome.isDone()) {
      String account = incident.account().map(AccountId::value).orElse(Act.UNKNOWN);
      wake(account, incident.id(), COME_BACK).ifPresent(problems::add);
    }
    return problems;
  }

  /** Tells of an incident that is over whoever was told of it. */
  private Outcome report(Incident incident, Duration timeLeft) {
    if (incident.told().isEmpty()) {
      return nothing(incident.id(), List.of());
    }
    List<String> problems = List.of();
    List<Entry> entries = List.of();
    try {
      entries = store.entries(incident.id(), 1, Math.min(MOST_ENTRIES, incident.count()));
    } catch (StateException e) {
      problems = List.of("the report of " + incident.id() + " has no events: " + e.getMessage());
    }
    Alert alert = alerts.over(incident, entries);
    // One that was taken up again after its report is reported on again.
    String act = "over#" + incident.count() + "#" + incident.id();
    DispatchReport report = dispatcher.dispatch(alert, act, incident.told().keySet(), timeLeft);
    return new Outcome(Verdict.CLOSE, report, problems);
  }

  private Optional<String> wake(String account, String incident, Duration delay) {
    Duration longest = delay.compareTo(Timers.LONGEST) > 0 ? Timers.LONGEST : delay;
    try {
      timers.wake(account, incident, Duty.CLOSING, longest.isNegative() ? Duration.ZERO : longest);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no timer for " + incident + ": " + e.getMessage());
    }
  }

  private static Outcome nothing(String id, List<String> problems) {
    return new Outcome(Verdict.APPEND, new DispatchReport(id, List.of()), problems);
  }
}
