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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the message by which a channel with threads was told first of an incident as the incident
 * stands now. Nothing depends on it: what goes wrong is said, and made good by what comes next.
 */
final class ThreadParentUpdater {
  /** Of a delivery's time: those who wait for the alert itself have it. */
  private static final Duration MAX_DURATION = Duration.ofSeconds(5);

  private static final int MAX_ENTRIES = 1_000;

  private final IncidentRepository store;
  private final AlertFactory alerts;
  private final Function<CloudTrailEvent, Optional<Finding>> judge;
  private final Dispatcher dispatcher;
  private final InstantSource clock;

  ThreadParentUpdater(
      IncidentRepository store,
      AlertFactory alerts,
      Function<CloudTrailEvent, Optional<Finding>> judge,
      Dispatcher dispatcher,
      InstantSource clock) {
    this.store = store;
    this.alerts = alerts;
    this.judge = judge;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /** The problems. */
  List<String> refresh(String account, String id, Duration timeLeft) {
    if (dispatcher.threads().isEmpty()) {
      return List.of();
    }
    try {
      Optional<Incident> incident = store.incident(account, id);
      return incident.isPresent() ? refresh(incident.get(), timeLeft) : List.of();
    } catch (StateException e) {
      return List.of("not known how " + id + " stands: " + e.getMessage());
    }
  }

  /** The problems. */
  List<String> refresh(Incident incident, Duration timeLeft) {
    Duration longest = timeLeft.compareTo(MAX_DURATION) > 0 ? MAX_DURATION : timeLeft;
    Instant deadline = clock.instant().plus(longest);
    List<String> problems = new ArrayList<>();
    heads(incident)
        .forEach(
            (eventId, channels) -> problems.addAll(refresh(incident, eventId, channels, deadline)));
    return problems;
  }

  /** By the event that they were told first, the channels. */
  private Map<String, Set<String>> heads(Incident incident) {
    Map<String, Set<String>> heads = new LinkedHashMap<>();
    incident
        .heads(dispatcher.threads())
        .forEach(
            (channel, eventId) -> {
              // Who was told first that nobody responded has no event's message to keep current.
              if (!eventId.startsWith(AlertFactory.UNANSWERED)) {
                heads.computeIfAbsent(eventId, it -> new TreeSet<>()).add(channel);
              }
            });
    return heads;
  }

  private List<String> refresh(
      Incident incident, String eventId, Set<String> channels, Instant deadline) {
    try {
      Optional<IncidentEvent> entry = entry(incident, eventId);
      if (entry.isEmpty()) {
        return List.of(problem(channels, "its event is forgotten"));
      }
      Optional<Finding> finding = entry.get().event().flatMap(it -> judged(it, eventId));
      Alert head = alerts.head(incident, entry.get(), finding);
      Duration left = Duration.between(clock.instant(), deadline);
      return dispatcher.refresh(head, channels, left).deliveries().stream()
          .filter(it -> !it.isDelivered())
          .map(ThreadParentUpdater::problem)
          .toList();
    } catch (StateException e) {
      return List.of(problem(channels, e.getMessage()));
    }
  }

  private static String problem(Delivery delivery) {
    return problem(Set.of(delivery.channel()), delivery.problem().orElse("refused"));
  }

  private static String problem(Set<String> channels, @Nullable String what) {
    return "head not current in " + String.join(", ", channels) + ": " + what;
  }

  /** Most channels are told first of an incident's first event. */
  private Optional<IncidentEvent> entry(Incident incident, String eventId) throws StateException {
    Optional<IncidentEvent> first = named(eventId, store.entries(incident.id(), 1, 1));
    long last = Math.min(MAX_ENTRIES, incident.count());
    return first.isPresent() || last < 2
        ? first
        : named(eventId, store.entries(incident.id(), 2, last));
  }

  private static Optional<IncidentEvent> named(String eventId, List<IncidentEvent> entries) {
    return entries.stream().filter(it -> it.isNamed(eventId)).findFirst();
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
