package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import io.rootmon.route.EscalationRoute;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells others of an incident that is CRITICAL and that nobody responds to, once. Timers that are
 * lost or come twice change nothing but when.
 */
final class IncidentEscalator {
  /** Of so many events the worst is looked for. */
  private static final int MAX_ENTRIES = 200;

  private static final Duration COME_BACK = Duration.ofMinutes(1);

  private final Optional<EscalationRoute> route;
  private final IncidentRepository store;
  private final AlertFactory alerts;
  private final Dispatcher dispatcher;
  private final RejectionNotifier refusals;
  private final Wakes wakes;
  private final InstantSource clock;

  IncidentEscalator(
      Optional<EscalationRoute> route,
      IncidentRepository store,
      AlertFactory alerts,
      Dispatcher dispatcher,
      RejectionNotifier refusals,
      Wakes wakes,
      InstantSource clock) {
    this.route = route;
    this.store = store;
    this.alerts = alerts;
    this.dispatcher = dispatcher;
    this.refusals = refusals;
    this.wakes = wakes;
    this.clock = clock;
  }

  /** Sets the timer of an incident that became CRITICAL; the problem, if there will be none. */
  Optional<String> schedule(Plan plan) {
    boolean isTold =
        plan.verdict() == IncidentAction.OPEN || plan.verdict() == IncidentAction.ESCALATE;
    if (route.isEmpty() || !isTold || plan.alert().severity() != Severity.CRITICAL) {
      return Optional.empty();
    }
    Duration after = route.get().after();
    return plan.incident().flatMap(it -> schedule(plan.account(), it, after));
  }

  /** A timer woke us: tells, waits on, or has nothing to do. */
  ProcessingResult onTimer(String account, String id, Deadline deadline) {
    try {
      Optional<Incident> incident = unanswered(account, id);
      if (incident.isEmpty()) {
        return nothing(id, List.of());
      }
      Duration rest = Duration.between(clock.instant(), due(incident.get()));
      return rest.isNegative() || rest.isZero()
          ? escalate(account, incident.get(), deadline)
          : nothing(id, schedule(account, id, rest).stream().toList());
    } catch (StateException e) {
      return new ProcessingResult(
          IncidentAction.POSTPONED,
          new DispatchReport(id, List.of()),
          List.of("not known whether anybody responded to " + id + ": " + e.getMessage()));
    }
  }

  /** Tells what a lost timer should have told, before the incident may be closed; the problems. */
  List<String> catchUp(String account, String id, Deadline deadline) {
    try {
      Optional<Incident> late =
          unanswered(account, id).filter(it -> !clock.instant().isBefore(due(it)));
      if (late.isEmpty()) {
        return List.of();
      }
      ProcessingResult outcome = escalate(account, late.get(), deadline);
      List<String> problems = new ArrayList<>(outcome.problems());
      if (!outcome.isDone()) {
        schedule(account, id, COME_BACK).ifPresent(problems::add);
      }
      return problems;
    } catch (StateException e) {
      return List.of("not known whether anybody responded to " + id + ": " + e.getMessage());
    }
  }

  private Optional<Incident> unanswered(String account, String id) throws StateException {
    if (route.isEmpty()) {
      return Optional.empty();
    }
    return store
        .history(account)
        .incident()
        .filter(it -> it.id().equals(id) && it.isOpen())
        .filter(it -> it.handling().critical().isPresent())
        .filter(it -> it.handling().responses().isEmpty())
        .filter(it -> it.handling().escalated().isEmpty());
  }

  private Instant due(Incident incident) {
    return incident.handling().critical().orElseThrow().plus(route.orElseThrow().after());
  }

  private ProcessingResult escalate(String account, Incident incident, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    List<IncidentEvent> entries = List.of();
    try {
      entries = store.entries(incident.id(), 1, Math.min(MAX_ENTRIES, incident.count()));
    } catch (StateException e) {
      problems.add("the escalation of " + incident.id() + " has no event: " + e.getMessage());
    }
    Alert alert = alerts.unanswered(incident, entries, clock.instant());
    DispatchReport report = dispatcher.dispatch(alert, route.orElseThrow().channels(), deadline);
    refusals.notifyOfRejection(alert, report, clock.instant(), deadline);
    ProcessingResult outcome = new ProcessingResult(IncidentAction.ESCALATE, report, problems);
    try {
      store.change(account, it -> withEscalation(it, incident.id(), alert, outcome));
      return outcome;
    } catch (StateException e) {
      problems.add("not remembered that " + incident.id() + " was escalated: " + e.getMessage());
      return new ProcessingResult(IncidentAction.ESCALATE, report, problems);
    }
  }

  /** Who was told gets the report too. */
  private AccountHistory withEscalation(
      AccountHistory history, String id, Alert alert, ProcessingResult outcome) {
    Set<String> channels = new LinkedHashSet<>();
    outcome.report().deliveries().stream()
        .filter(Delivery::isDelivered)
        .forEach(it -> channels.add(it.channel()));
    return history
        .incident()
        .filter(it -> it.id().equals(id))
        .map(it -> it.told(channels, alert.id(), alert.severity()))
        .map(it -> outcome.isDone() ? it.with(it.handling().escalatedAt(clock.instant())) : it)
        .map(history::with)
        .orElse(history);
  }

  private Optional<String> schedule(String account, String incident, Duration delay) {
    return wakes.schedule(account, incident, TimerPurpose.ESCALATION, delay);
  }

  private static ProcessingResult nothing(String id, List<String> problems) {
    return new ProcessingResult(IncidentAction.APPEND, new DispatchReport(id, List.of()), problems);
  }
}
