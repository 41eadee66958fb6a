package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.PendingDigest;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells an incident's threads what was appended, at most once a minute. Which events a message
 * tells of is written down before it is sent, so that timers that come twice, and workers that die,
 * tell the same; what they leave behind is the next message's.
 */
final class ThreadDigestSender {
  /** In one message; what is more is told a minute later. */
  private static final int MAX_ENTRIES = 1_000;

  /** A clock that is behind the one by which a timer was set. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final IncidentRepository store;
  private final AlertFactory alerts;
  private final Dispatcher dispatcher;
  private final ThreadParentUpdater heads;
  private final Wakes wakes;
  private final InstantSource clock;

  ThreadDigestSender(
      IncidentRepository store,
      AlertFactory alerts,
      Dispatcher dispatcher,
      ThreadParentUpdater heads,
      Wakes wakes,
      InstantSource clock) {
    this.store = store;
    this.alerts = alerts;
    this.dispatcher = dispatcher;
    this.heads = heads;
    this.wakes = wakes;
    this.clock = clock;
  }

  /** Sets the timer of what was appended; the problem, if there will be none. */
  Optional<String> schedule(String account, String incident) {
    return dispatcher.threads().isEmpty()
        ? Optional.empty()
        : wakes.schedule(account, incident, TimerPurpose.NEWS, PendingDigest.PAUSE);
  }

  /** A timer woke us: tells what is due, and sets the next timer where there is more. */
  ProcessingResult onTimer(String account, String id, Deadline deadline) {
    Instant now = clock.instant();
    try {
      AccountHistory history = store.change(account, it -> begun(it, id, now));
      Optional<Incident> incident = history.incident().filter(it -> isDue(it, id, now));
      return incident.isPresent()
          ? send(account, incident.get(), deadline)
          : new ProcessingResult(
              IncidentAction.APPEND, new DispatchReport(id, List.of()), List.of());
    } catch (StateException e) {
      return new ProcessingResult(
          IncidentAction.POSTPONED,
          new DispatchReport(id, List.of()),
          List.of("not known what is new in " + id + ": " + e.getMessage()));
    }
  }

  /** What is over is told by its report. */
  private static boolean isDue(Incident incident, String id, Instant now) {
    return incident.id().equals(id)
        && incident.isOpen()
        && incident.handling().news().filter(it -> !now.isBefore(it.due().minus(SKEW))).isPresent();
  }

  private static AccountHistory begun(AccountHistory history, String id, Instant now) {
    Optional<Incident> due = history.incident().filter(it -> isDue(it, id, now));
    if (due.isEmpty()) {
      return history;
    }
    IncidentTracking handling = due.get().handling();
    PendingDigest news = handling.news().orElseThrow();
    long last = Math.min(due.get().count(), news.after() + MAX_ENTRIES);
    return history.with(due.get().with(handling.with(news.upTo(last))));
  }

  private ProcessingResult send(String account, Incident incident, Deadline deadline)
      throws StateException {
    PendingDigest news = incident.handling().news().orElseThrow();
    long last = news.upTo().orElseThrow();
    DispatchReport report = dispatched(incident, news.after(), last, deadline);
    if (!report.with(Result.RETRYABLE).isEmpty()) {
      return new ProcessingResult(IncidentAction.APPEND, report, List.of());
    }
    List<String> problems = new ArrayList<>(withDigest(account, incident.id(), last));
    problems.addAll(heads.refresh(account, incident.id(), deadline));
    return new ProcessingResult(IncidentAction.APPEND, report, problems);
  }

  private DispatchReport dispatched(Incident incident, long after, long last, Deadline deadline)
      throws StateException {
    Set<String> channels =
        incident.told().keySet().stream()
            .filter(dispatcher.threads()::contains)
            .collect(Collectors.toSet());
    List<IncidentEvent> entries =
        store.entries(incident.id(), after + 1, last).stream().filter(it -> !it.told()).toList();
    if (channels.isEmpty() || entries.isEmpty()) {
      return new DispatchReport(incident.id(), List.of());
    }
    Alert alert = alerts.digest(incident, entries);
    String act = "news#" + after + "#" + incident.id();
    return dispatcher.append(alert, act, channels, deadline);
  }

  /** Goes on from the last event that was told; the problems. */
  private List<String> withDigest(String account, String id, long last) throws StateException {
    PendingDigest next = PendingDigest.after(last, clock.instant());
    AccountHistory history = store.change(account, it -> withDigest(it, id, last, next));
    boolean isMore =
        history
            .incident()
            .filter(it -> it.id().equals(id))
            .flatMap(it -> it.handling().news())
            .filter(next::equals)
            .isPresent();
    return isMore ? schedule(account, id).stream().toList() : List.of();
  }

  private static AccountHistory withDigest(
      AccountHistory history, String id, long last, PendingDigest next) {
    return history
        .incident()
        .filter(it -> it.id().equals(id))
        .filter(it -> it.handling().news().flatMap(PendingDigest::upTo).equals(Optional.of(last)))
        .map(
            it ->
                it.with(it.count() > last ? it.handling().with(next) : it.handling().withoutNews()))
        .map(history::with)
        .orElse(history);
  }
}
