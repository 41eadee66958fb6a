package io.rootmon;

import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.ChannelNotification;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentGrouper;
import io.rootmon.judge.Severity;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Repeats once a day, in the channels that were notified of it, that a CRITICAL incident has no
 * response. The timer that closes the incident drives it, so a lost timer delays a reminder until
 * the next timer or finding.
 */
final class ReminderSender {
  /** Of so many events the worst is looked for. */
  private static final int MAX_ENTRIES = 200;

  private static final Duration COME_BACK = Duration.ofMinutes(1);

  private final IncidentGrouper incidents;
  private final IncidentRepository store;
  private final AlertFactory alerts;
  private final Dispatcher dispatcher;
  private final Wakes wakes;
  private final InstantSource clock;

  ReminderSender(
      IncidentGrouper incidents,
      IncidentRepository store,
      AlertFactory alerts,
      Dispatcher dispatcher,
      Wakes wakes,
      InstantSource clock) {
    this.incidents = incidents;
    this.store = store;
    this.alerts = alerts;
    this.dispatcher = dispatcher;
    this.wakes = wakes;
    this.clock = clock;
  }

  /**
   * Sends the reminder that is due, and sets the timer for the next one where the incident is
   * closed and has no timer of its own; the problems. The next timer repeats what failed.
   */
  List<String> onTimer(String account, String id, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    try {
      AccountHistory history = store.history(account);
      Optional<Instant> due = due(history, id);
      if (due.isPresent() && !clock.instant().isBefore(due.get())) {
        problems.addAll(send(account, history.incident().orElseThrow(), deadline));
        due = due(store.history(account), id);
      }
      if (due.isPresent() && history.incident().filter(Incident::isOpen).isEmpty()) {
        Duration rest = Duration.between(clock.instant(), due.get());
        Duration delay = rest.compareTo(COME_BACK) < 0 ? COME_BACK : rest;
        wakes.schedule(account, id, TimerPurpose.CLOSING, delay).ifPresent(problems::add);
      }
    } catch (StateException e) {
      problems.add("the reminder about " + id + " was not sent: " + e.getMessage());
    }
    return problems;
  }

  private Optional<Instant> due(AccountHistory history, String id) {
    return history.incident().filter(it -> it.id().equals(id)).isPresent()
        ? incidents.reminderDue(history)
        : Optional.empty();
  }

  private List<String> send(String account, Incident incident, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    List<IncidentEvent> entries = List.of();
    try {
      entries = store.entries(incident.id(), 1, Math.min(MAX_ENTRIES, incident.count()));
    } catch (StateException e) {
      problems.add("the reminder about " + incident.id() + " has no event: " + e.getMessage());
    }
    Set<String> channels = channels(incident);
    Alert alert = alerts.reminder(incident, entries, channels, clock.instant());
    DispatchReport report = dispatcher.dispatch(alert, channels, deadline);
    report.deliveries().stream()
        .filter(it -> !it.isDelivered())
        .forEach(
            it ->
                problems.add(
                    "the reminder about "
                        + incident.id()
                        + " did not reach "
                        + it.channel()
                        + ": "
                        + it.problem().orElse("refused")));
    if (!report.with(Result.RETRYABLE).isEmpty()) {
      return problems;
    }
    try {
      store.change(account, it -> sent(it, incident, report));
    } catch (StateException e) {
      problems.add(
          "not remembered that the reminder about "
              + incident.id()
              + " was sent: "
              + e.getMessage());
    }
    return problems;
  }

  /** The channels that know it as CRITICAL; all where it continues another one that was. */
  private static Set<String> channels(Incident incident) {
    Set<String> channels = new LinkedHashSet<>();
    boolean continues = incident.handling().reminders().incident().isPresent();
    for (Map.Entry<String, ChannelNotification> told : incident.told().entrySet()) {
      if (continues || told.getValue().severity() == Severity.CRITICAL) {
        channels.add(told.getKey());
      }
    }
    return channels;
  }

  private AccountHistory sent(AccountHistory history, Incident incident, DispatchReport report) {
    Optional<Incident> same =
        history
            .incident()
            .filter(it -> it.id().equals(incident.id()))
            // Two timers at once send the same reminder.
            .filter(it -> it.handling().reminders().equals(incident.handling().reminders()));
    if (same.isEmpty()) {
      return history;
    }
    Instant now = clock.instant();
    Set<String> delivered = new LinkedHashSet<>();
    report.deliveries().stream()
        .filter(Delivery::isDelivered)
        .forEach(it -> delivered.add(it.channel()));
    return history
        .with(same.get().with(same.get().handling().remindedAt(now)))
        .notified(delivered, now);
  }
}
