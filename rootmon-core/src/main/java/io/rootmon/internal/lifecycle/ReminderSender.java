package io.rootmon.internal.lifecycle;

import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.ChannelNotification;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
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
  /** The first events, which the reminder names beside the worst one. */
  private static final int MAX_EVENTS = 200;

  private static final Duration MIN_DELAY = Duration.ofMinutes(1);

  private final IncidentContext context;

  ReminderSender(IncidentContext context) {
    this.context = context;
  }

  /**
   * Sends the reminder that is due, and sets the timer of the next one if the incident is closed
   * and has no timer of its own. The next timer repeats what failed.
   *
   * @return the problems
   */
  List<String> onTimer(String account, String id, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    try {
      AccountHistory history = context.incidents().history(account);
      Optional<Instant> due = due(history, id);
      if (due.isPresent() && !context.clock().instant().isBefore(due.get())) {
        problems.addAll(send(account, history.incident().orElseThrow(), deadline));
        due = due(context.incidents().history(account), id);
      }
      if (due.isPresent() && history.incident().filter(Incident::isOpen).isEmpty()) {
        Duration rest = Duration.between(context.clock().instant(), due.get());
        Duration delay = rest.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : rest;
        context.schedule(account, id, TimerPurpose.CLOSING, delay).ifPresent(problems::add);
      }
    } catch (StateException e) {
      problems.add("the reminder about " + id + " was not sent: " + e.getMessage());
    }
    return problems;
  }

  private Optional<Instant> due(AccountHistory history, String id) {
    return history.incident().filter(it -> it.id().equals(id)).isPresent()
        ? context.grouper().reminderDue(history)
        : Optional.empty();
  }

  private List<String> send(String account, Incident incident, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    List<IncidentEvent> events = List.of();
    try {
      events = context.events(incident, MAX_EVENTS);
    } catch (StateException e) {
      problems.add("the reminder about " + incident.id() + " has no event: " + e.getMessage());
    }
    Set<String> channels = channels(incident);
    Alert alert = context.alerts().reminder(incident, events, channels, context.clock().instant());
    DispatchReport report = context.dispatcher().dispatch(alert, channels, deadline);
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
                        + it.problem().orElse("rejected")));
    if (!report.with(Result.RETRYABLE).isEmpty()) {
      return problems;
    }
    try {
      context.incidents().change(account, it -> sent(it, incident, report));
    } catch (StateException e) {
      problems.add(
          "not remembered that the reminder about "
              + incident.id()
              + " was sent: "
              + e.getMessage());
    }
    return problems;
  }

  /** The channels notified of it as CRITICAL; all if it continues a CRITICAL incident. */
  private static Set<String> channels(Incident incident) {
    Set<String> channels = new LinkedHashSet<>();
    boolean continues = incident.handling().reminders().incident().isPresent();
    for (Map.Entry<String, ChannelNotification> notified : incident.notified().entrySet()) {
      if (continues || notified.getValue().severity() == Severity.CRITICAL) {
        channels.add(notified.getKey());
      }
    }
    return channels;
  }

  private AccountHistory sent(AccountHistory history, Incident incident, DispatchReport report) {
    Optional<Incident> same =
        history
            .incident()
            .filter(it -> it.id().equals(incident.id()))
            // Two concurrent timers send the same reminder.
            .filter(it -> it.handling().reminders().equals(incident.handling().reminders()));
    if (same.isEmpty()) {
      return history;
    }
    Instant now = context.clock().instant();
    Set<String> delivered = new LinkedHashSet<>();
    report.deliveries().stream()
        .filter(Delivery::isDelivered)
        .forEach(it -> delivered.add(it.channel()));
    return history
        .with(same.get().with(same.get().handling().remindedAt(now)))
        .notified(delivered, now);
  }
}
