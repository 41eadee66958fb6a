package io.rootmon.internal.lifecycle;

import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.judge.Severity;
import io.rootmon.route.EscalationRoute;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notifies further channels of a CRITICAL incident without a response, once. Lost or duplicate
 * timers only affect when they are notified.
 */
final class IncidentEscalator {
  /** The first events, which the alert names beside the worst one. */
  private static final int MAX_EVENTS = 200;

  private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

  private final IncidentContext context;
  private final Optional<EscalationRoute> route;
  private final RejectionNotifier rejections;

  IncidentEscalator(
      IncidentContext context, Optional<EscalationRoute> route, RejectionNotifier rejections) {
    this.context = context;
    this.route = route;
    this.rejections = rejections;
  }

  /** Sets the timer of an incident that became CRITICAL; returns the problem if none was set. */
  Optional<String> schedule(String account, Decision decision) {
    boolean isNotified =
        decision.action() == IncidentAction.OPEN || decision.action() == IncidentAction.ESCALATE;
    if (route.isEmpty() || !isNotified || decision.severity() != Severity.CRITICAL) {
      return Optional.empty();
    }
    return decision.incidentId().flatMap(it -> schedule(account, it, route.get().after()));
  }

  /** Escalates if it is due and there is no response; sets the timer again if it is not due. */
  TimerResult onTimer(String account, String id, Deadline deadline) {
    try {
      Optional<Incident> incident = unanswered(account, id);
      if (incident.isEmpty()) {
        return TimerResult.nothing(id, List.of());
      }
      Duration rest = Duration.between(context.clock().instant(), due(incident.get()));
      return rest.isNegative() || rest.isZero()
          ? escalate(account, incident.get(), deadline)
          : TimerResult.nothing(id, schedule(account, id, rest).stream().toList());
    } catch (StateException e) {
      return TimerResult.postponed(id, List.of(unknown(id, e)));
    }
  }

  /** Escalates in place of a lost timer, before the incident may close; returns the problems. */
  List<String> catchUp(String account, String id, Deadline deadline) {
    try {
      Optional<Incident> late =
          unanswered(account, id).filter(it -> !context.clock().instant().isBefore(due(it)));
      if (late.isEmpty()) {
        return List.of();
      }
      TimerResult result = escalate(account, late.get(), deadline);
      List<String> problems = new ArrayList<>(result.problems());
      if (!result.isDone()) {
        schedule(account, id, RETRY_DELAY).ifPresent(problems::add);
      }
      return problems;
    } catch (StateException e) {
      return List.of(unknown(id, e));
    }
  }

  private static String unknown(String id, StateException e) {
    return "not known whether " + id + " has a response: " + e.getMessage();
  }

  private Optional<Incident> unanswered(String account, String id) throws StateException {
    if (route.isEmpty()) {
      return Optional.empty();
    }
    return context
        .incidents()
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

  private TimerResult escalate(String account, Incident incident, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    List<IncidentEvent> events = List.of();
    try {
      events = context.events(incident, MAX_EVENTS);
    } catch (StateException e) {
      problems.add("the escalation of " + incident.id() + " has no event: " + e.getMessage());
    }
    Alert alert = context.alerts().unanswered(incident, events, context.clock().instant());
    DispatchReport report =
        context.dispatcher().dispatch(alert, route.orElseThrow().channels(), deadline);
    rejections.notifyOfRejection(alert, report, deadline);
    TimerResult result = new TimerResult(IncidentAction.ESCALATE, report, problems);
    try {
      context.incidents().change(account, it -> escalated(it, incident.id(), alert, result));
      return result;
    } catch (StateException e) {
      problems.add("not remembered that " + incident.id() + " was escalated: " + e.getMessage());
      return new TimerResult(IncidentAction.ESCALATE, report, problems);
    }
  }

  /** The notified channels receive the report of the incident too. */
  private AccountHistory escalated(
      AccountHistory history, String id, Alert alert, TimerResult result) {
    Set<String> channels = new LinkedHashSet<>();
    result.report().deliveries().stream()
        .filter(Delivery::isDelivered)
        .forEach(it -> channels.add(it.channel()));
    Instant now = context.clock().instant();
    return history
        .incident()
        .filter(it -> it.id().equals(id))
        .map(it -> it.notified(channels, alert.id(), alert.severity()))
        .map(it -> result.isDone() ? it.with(it.handling().escalatedAt(now)) : it)
        .map(history::with)
        .orElse(history);
  }

  private Optional<String> schedule(String account, String incident, Duration delay) {
    return context.schedule(account, incident, TimerPurpose.ESCALATION, delay);
  }
}
