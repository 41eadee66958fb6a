package io.rootmon.internal.lifecycle;

import io.rootmon.alert.Alert;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Updates the parent message of an incident in each threaded channel with the current status. The
 * texts come from the stored alert of the worst event. No delivery depends on an update: a failed
 * one is reported, and the next update replaces it.
 */
final class ThreadParentUpdater {
  /** The part of a delivery's time that an update may take. */
  private static final Duration MAX_DURATION = Duration.ofSeconds(5);

  /** The events from which the remaining steps of a closed incident are taken. */
  private static final int MAX_EVENTS = 1_000;

  private final IncidentContext context;

  ThreadParentUpdater(IncidentContext context) {
    this.context = context;
  }

  /** Updates the parent messages of an incident; returns the problems. */
  List<String> update(String account, String id, Deadline deadline) {
    if (context.dispatcher().threads().isEmpty()) {
      return List.of();
    }
    try {
      Optional<Incident> incident = context.incidents().incident(account, id);
      return incident.isPresent() ? update(incident.get(), deadline) : List.of();
    } catch (StateException e) {
      return List.of("the status of " + id + " is not known: " + e.getMessage());
    }
  }

  /** Updates the parent messages of an incident; returns the problems. */
  List<String> update(Incident incident, Deadline whole) {
    Deadline deadline = whole.atMost(MAX_DURATION);
    Set<String> channels = channels(incident);
    if (channels.isEmpty()) {
      return List.of();
    }
    try {
      Optional<Alert> parent = current(incident);
      if (parent.isEmpty()) {
        return List.of(problem(channels, "the events of the incident are deleted"));
      }
      return context.dispatcher().refresh(parent.get(), channels, deadline).deliveries().stream()
          .filter(it -> !it.isDelivered())
          .map(ThreadParentUpdater::problem)
          .toList();
    } catch (StateException e) {
      return List.of(problem(channels, e.getMessage()));
    }
  }

  /** Passes an acknowledgement on to the notified channels that take one; returns the problems. */
  List<String> acknowledge(Incident incident, Deadline deadline) {
    Set<String> channels = new TreeSet<>(incident.notified().keySet());
    channels.retainAll(context.dispatcher().acknowledgedChannels());
    if (channels.isEmpty() || !incident.isOpen()) {
      return List.of();
    }
    try {
      Optional<Alert> alert = current(incident);
      return alert
          .map(it -> context.dispatcher().acknowledge(it, channels, deadline).deliveries())
          .orElse(List.of())
          .stream()
          .filter(it -> !it.isDelivered())
          .map(it -> "not acknowledged in " + it.channel() + ": " + it.problem().orElse("rejected"))
          .toList();
    } catch (StateException e) {
      return List.of("not acknowledged in " + String.join(", ", channels) + ": " + e.getMessage());
    }
  }

  /** The alert about the worst event with the current status; empty if no event is stored. */
  private Optional<Alert> current(Incident incident) throws StateException {
    List<IncidentEvent> events =
        incident.isOpen() ? context.worstEvent(incident) : context.events(incident, MAX_EVENTS);
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(context.alerts().parentMessage(incident, events));
  }

  /**
   * The channels that show the state of the incident and received an alert about a finding of it.
   */
  private Set<String> channels(Incident incident) {
    Set<String> channels = new TreeSet<>();
    incident
        .parents(context.dispatcher().threads())
        .forEach(
            (channel, eventId) -> {
              // A channel whose first alert was an escalation has no alert about a finding.
              if (!eventId.startsWith(AlertFactory.UNANSWERED)) {
                channels.add(channel);
              }
            });
    return channels;
  }

  private static String problem(Delivery delivery) {
    return problem(Set.of(delivery.channel()), delivery.problem().orElse("rejected"));
  }

  private static String problem(Set<String> channels, @Nullable String what) {
    return "parent message not current in " + String.join(", ", channels) + ": " + what;
  }
}
