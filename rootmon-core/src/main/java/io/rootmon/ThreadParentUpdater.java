package io.rootmon;

import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Finding;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Updates the parent message of an incident in each threaded channel with the current status. No
 * delivery depends on it: a failed update is reported, and the next update replaces it.
 */
final class ThreadParentUpdater {
  /** Of a delivery's time: those who wait for the alert itself have it. */
  private static final Duration MAX_DURATION = Duration.ofSeconds(5);

  private static final int MAX_ENTRIES = 1_000;

  private final IncidentRepository store;
  private final AlertFactory alerts;
  private final Function<CloudTrailEvent, Optional<Finding>> judge;
  private final Dispatcher dispatcher;

  ThreadParentUpdater(
      IncidentRepository store,
      AlertFactory alerts,
      Function<CloudTrailEvent, Optional<Finding>> judge,
      Dispatcher dispatcher) {
    this.store = store;
    this.alerts = alerts;
    this.judge = judge;
    this.dispatcher = dispatcher;
  }

  /** The problems. */
  List<String> refresh(String account, String id, Deadline deadline) {
    if (dispatcher.threads().isEmpty()) {
      return List.of();
    }
    try {
      Optional<Incident> incident = store.incident(account, id);
      return incident.isPresent() ? refresh(incident.get(), deadline) : List.of();
    } catch (StateException e) {
      return List.of("not known how " + id + " stands: " + e.getMessage());
    }
  }

  /** The problems. */
  List<String> refresh(Incident incident, Deadline whole) {
    Deadline deadline = whole.atMost(MAX_DURATION);
    Set<String> channels = parents(incident);
    if (channels.isEmpty()) {
      return List.of();
    }
    try {
      Optional<Alert> parent = current(incident);
      if (parent.isEmpty()) {
        return List.of(problem(channels, "the events of the incident are deleted"));
      }
      return dispatcher.refresh(parent.get(), channels, deadline).deliveries().stream()
          .filter(it -> !it.isDelivered())
          .map(ThreadParentUpdater::problem)
          .toList();
    } catch (StateException e) {
      return List.of(problem(channels, e.getMessage()));
    }
  }

  /** Passes an acknowledgement on to the notified channels that take one; the problems. */
  List<String> acknowledge(Incident incident, Deadline deadline) {
    Set<String> channels = new TreeSet<>(incident.told().keySet());
    channels.retainAll(dispatcher.acknowledgedChannels());
    if (channels.isEmpty() || !incident.isOpen()) {
      return List.of();
    }
    try {
      Optional<Alert> alert = current(incident);
      return alert
          .map(it -> dispatcher.acknowledge(it, channels, deadline).deliveries())
          .orElse(List.of())
          .stream()
          .filter(it -> !it.isDelivered())
          .map(it -> "not acknowledged in " + it.channel() + ": " + it.problem().orElse("rejected"))
          .toList();
    } catch (StateException e) {
      return List.of("not acknowledged in " + String.join(", ", channels) + ": " + e.getMessage());
    }
  }

  /** The alert about the worst finding with the present state; empty where no event is kept. */
  private Optional<Alert> current(Incident incident) throws StateException {
    List<IncidentEvent> entries =
        store.entries(incident.id(), 1, Math.min(MAX_ENTRIES, incident.count()));
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Optional<Finding> finding =
        AlertFactory.worst(entries)
            .flatMap(it -> it.event().flatMap(raw -> judged(raw, it.eventId())));
    return Optional.of(alerts.parentMessage(incident, entries, finding));
  }

  /**
   * The channels that show the state of the incident and received an alert about a finding of it.
   */
  private Set<String> parents(Incident incident) {
    Set<String> channels = new TreeSet<>();
    incident
        .heads(dispatcher.threads())
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
    return problem(Set.of(delivery.channel()), delivery.problem().orElse("refused"));
  }

  private static String problem(Set<String> channels, @Nullable String what) {
    return "head not current in " + String.join(", ", channels) + ": " + what;
  }

  /** What was read once is read again, unless by another version. */
  private Optional<Finding> judged(String event, String eventId) {
    boolean isFollowUp = CloudTrailEvent.isFollowUp(eventId);
    try {
      return new CloudTrailReader()
          .events(event).stream()
              .findFirst()
              .map(it -> isFollowUp ? it.followUp() : it)
              .flatMap(judge);
    } catch (MalformedEventException e) {
      return Optional.empty();
    }
  }
}
