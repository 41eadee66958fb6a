package io.rootmon.internal.lifecycle;

import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.PendingDigest;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends the events that were appended to an incident to its threads, as one digest a minute at
 * most. Persists the range of events before sending, so that a duplicate timer or a retry after a
 * crash sends the same digest. Later events go into the next digest.
 */
final class ThreadDigestSender {
  /** The events of one digest; the next digest has the others. */
  private static final int MAX_EVENTS = 1_000;

  /** How far this clock may be behind the clock by which a timer was set. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final IncidentContext context;
  private final ThreadParentUpdater parentMessages;

  ThreadDigestSender(IncidentContext context, ThreadParentUpdater parentMessages) {
    this.context = context;
    this.parentMessages = parentMessages;
  }

  /** Sets the timer of the next digest; returns the problem if none was set. */
  Optional<String> schedule(String account, String incident, Duration delay) {
    return context.dispatcher().threads().isEmpty()
        ? Optional.empty()
        : context.schedule(account, incident, TimerPurpose.NEWS, delay);
  }

  /** Sends the digest that is due, and sets the next timer if more events were appended. */
  TimerResult onTimer(String account, String id, Deadline deadline) {
    Instant now = context.clock().instant();
    try {
      AccountHistory history = context.incidents().change(account, it -> started(it, id, now));
      Optional<Incident> incident = history.incident().filter(it -> isDue(it, id, now));
      return incident.isPresent()
          ? send(account, incident.get(), deadline)
          : TimerResult.nothing(id, List.of());
    } catch (StateException e) {
      return TimerResult.postponed(
          id, List.of("the digest of " + id + " was not sent: " + e.getMessage()));
    }
  }

  /** A closed incident has a report instead. */
  private static boolean isDue(Incident incident, String id, Instant now) {
    return incident.id().equals(id)
        && incident.isOpen()
        && incident
            .handling()
            .digest()
            .filter(it -> !now.isBefore(it.due().minus(SKEW)))
            .isPresent();
  }

  private static AccountHistory started(AccountHistory history, String id, Instant now) {
    Optional<Incident> due = history.incident().filter(it -> isDue(it, id, now));
    if (due.isEmpty()) {
      return history;
    }
    IncidentTracking handling = due.get().handling();
    PendingDigest digest = handling.digest().orElseThrow();
    long last = Math.min(due.get().count(), digest.after() + MAX_EVENTS);
    return history.with(due.get().with(handling.with(digest.upTo(last))));
  }

  private TimerResult send(String account, Incident incident, Deadline deadline)
      throws StateException {
    PendingDigest digest = incident.handling().digest().orElseThrow();
    long last = digest.upTo().orElseThrow();
    DispatchReport report = dispatch(incident, digest.after(), last, deadline);
    if (!report.with(Result.RETRYABLE).isEmpty()) {
      return new TimerResult(IncidentAction.APPEND, report, List.of());
    }
    List<String> problems = new ArrayList<>(afterDigest(account, incident.id(), last));
    problems.addAll(parentMessages.update(account, incident.id(), deadline));
    return new TimerResult(IncidentAction.APPEND, report, problems);
  }

  private DispatchReport dispatch(Incident incident, long after, long last, Deadline deadline)
      throws StateException {
    Set<String> channels =
        incident.notified().keySet().stream()
            .filter(context.dispatcher().threads()::contains)
            .collect(Collectors.toSet());
    List<IncidentEvent> events =
        context.incidents().entries(incident.id(), after + 1, last).stream()
            .filter(it -> !it.notified())
            .toList();
    if (channels.isEmpty() || events.isEmpty()) {
      return new DispatchReport(incident.id(), List.of());
    }
    Alert alert = context.alerts().digest(incident, events);
    String key = "news#" + after + "#" + incident.id();
    return context.dispatcher().append(alert, key, channels, deadline);
  }

  /** Begins the next digest after the last event of this one; returns the problems. */
  private List<String> afterDigest(String account, String id, long last) throws StateException {
    PendingDigest next = PendingDigest.after(last, context.clock().instant());
    AccountHistory history =
        context.incidents().change(account, it -> afterDigest(it, id, last, next));
    boolean hasMore =
        history
            .incident()
            .filter(it -> it.id().equals(id))
            .flatMap(it -> it.handling().digest())
            .filter(next::equals)
            .isPresent();
    return hasMore ? schedule(account, id, PendingDigest.PAUSE).stream().toList() : List.of();
  }

  private static AccountHistory afterDigest(
      AccountHistory history, String id, long last, PendingDigest next) {
    return history
        .incident()
        .filter(it -> it.id().equals(id))
        .filter(it -> it.handling().digest().flatMap(PendingDigest::upTo).equals(Optional.of(last)))
        .map(
            it ->
                it.with(
                    it.count() > last ? it.handling().with(next) : it.handling().withoutDigest()))
        .map(history::with)
        .orElse(history);
  }
}
