package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Grouping;
import io.rootmon.incident.GroupingResult;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.ChannelNotification;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.NotificationReason;
import io.rootmon.judge.Severity;
import io.rootmon.state.Decided;
import io.rootmon.state.EventIdentity;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateConflictException;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the first notice on a topic at once, and then one an hour with the count of those that were
 * not sent. A notice that is more severe than those of its hour is sent at once too. A repeated
 * notice is decided once, and gets the same answer. The state is kept in the store, and in memory
 * where the store is down, so that a flood stays bounded there as well.
 *
 * <p>A topic is stored as an account's history is: its latest incident is the hour.
 */
final class HourlyNotices {
  static final Duration PERIOD = Duration.ofHours(1);

  private static final String PREFIX = "notice#";

  private final StateStore store;
  private final MemoryStore fallback;
  private final AlertFactory alerts;
  private final Dispatcher dispatcher;
  private final Wakes wakes;
  private final InstantSource clock;

  HourlyNotices(
      StateStore store,
      AlertFactory alerts,
      Dispatcher dispatcher,
      Wakes wakes,
      InstantSource clock) {
    this.store = store;
    this.fallback = new MemoryStore(clock);
    this.alerts = alerts;
    this.dispatcher = dispatcher;
    this.wakes = wakes;
    this.clock = clock;
  }

  /** Whether a timer's account is a topic. */
  static boolean isTopic(String account) {
    return account.startsWith(PREFIX);
  }

  /**
   * Decides whether a notice is sent.
   *
   * @param topic such as {@code unreadable#111122223333}
   * @param alert whose id is the notice's
   */
  Plan plan(String topic, Alert alert, Set<String> channels, Deadline deadline) {
    Instant now = clock.instant();
    String name = PREFIX + topic;
    EventIdentity act =
        new EventIdentity(
            name, alert.eventKey(), Optional.empty(), Optional.empty(), alert.severity());
    Grouping grouping = new Hour(name, alert, channels, now);
    Decision decision;
    List<String> problems = List.of();
    try {
      decision = store.decide(act, grouping, deadline).decision();
    } catch (StateConflictException e) {
      return Plan.postponed(alert, "not decided in time: " + e.getMessage());
    } catch (StateException e) {
      problems = List.of("grouped in this worker's memory only: " + e.getMessage());
      Decided decided = fallback.decide(act, grouping);
      decision = decided.decision();
    }
    if (decision.isNews()) {
      problems =
          wakes
              .schedule(name, hourId(name, now), TimerPurpose.CLOSING, PERIOD)
              .map(List::of)
              .orElse(problems);
    }
    if (!decision.isNotified()) {
      return Plan.suppressed(alert, problems);
    }
    Alert noted = alert;
    for (String reason : decision.reasons()) {
      noted = noted.withNote(reason);
    }
    return Plan.alone(noted, decision.channels(), problems.toArray(String[]::new));
  }

  /** A timer is due: sends how many notices of an hour were not sent, if there are any. */
  ProcessingResult onTimer(String name, String id, Deadline deadline) {
    Instant now = clock.instant();
    try {
      AccountHistory history =
          store
              .incidents()
              .change(
                  name,
                  it ->
                      it.incident()
                          .filter(hour -> hasEnded(hour, now) && isLatest(hour, id))
                          .map(hour -> it.with(hour.closedAt(now)))
                          .orElse(it));
      Optional<Incident> hour = history.incident().filter(it -> isLatest(it, id));
      if (hour.isEmpty()) {
        return nothing(id, List.of());
      }
      if (hour.get().isOpen()) {
        Duration rest = Duration.between(now, hour.get().opened().plus(PERIOD));
        return rest.isNegative() || rest.isZero()
            ? nothing(id, List.of())
            : nothing(id, wakes.schedule(name, id, TimerPurpose.CLOSING, rest).stream().toList());
      }
      Alert alert =
          alerts.repeated(
              name.substring(PREFIX.length()),
              suppressed(hour.get()),
              hour.get().severity(),
              hour.get().opened(),
              now);
      DispatchReport report =
          dispatcher.dispatch(alert, alert.id(), hour.get().told().keySet(), deadline);
      return new ProcessingResult(IncidentAction.ALONE, report, List.of());
    } catch (StateException e) {
      return new ProcessingResult(
          IncidentAction.POSTPONED,
          new DispatchReport(id, List.of()),
          List.of("not known how many notices of " + id + " were not sent: " + e.getMessage()));
    }
  }

  /** Any timer of the topic does, since the hours of a topic follow each other. */
  private static boolean isLatest(Incident hour, String id) {
    return hour.id().compareTo(id) <= 0;
  }

  /** Whether its summary is due. Without one, the next notice is the first of an hour again. */
  private static boolean hasEnded(Incident hour, Instant now) {
    return hour.isOpen() && suppressed(hour) > 0 && !now.isBefore(hour.opened().plus(PERIOD));
  }

  private static long suppressed(Incident hour) {
    return hour.count() - 1;
  }

  private static String hourId(String name, Instant opened) {
    // Whole seconds, so that their texts are in the order of time.
    return name + "#" + opened.truncatedTo(ChronoUnit.SECONDS);
  }

  private static ProcessingResult nothing(String id, List<String> problems) {
    return new ProcessingResult(IncidentAction.APPEND, new DispatchReport(id, List.of()), problems);
  }

  /** One notice's part in its topic's hour. */
  private record Hour(String name, Alert alert, Set<String> channels, Instant now)
      implements Grouping {
    @Override
    public GroupingResult next(AccountHistory before) {
      Optional<Incident> latest = before.incident();
      boolean isWithin =
          latest
              .map(it -> it.closed().orElse(it.opened()))
              .filter(it -> now.isBefore(it.plus(PERIOD)))
              .isPresent();
      if (isWithin && latest.orElseThrow().severity().isAtLeast(alert.severity())) {
        return added(before, latest.orElseThrow());
      }
      List<String> reasons =
          latest
              .filter(it -> it.isOpen() && suppressed(it) > 0)
              .map(it -> List.of(AlertFactory.suppressed(suppressed(it), it.opened())))
              .orElse(List.of());
      Map<String, ChannelNotification> told = new LinkedHashMap<>();
      channels.forEach(
          it ->
              told.put(it, new ChannelNotification(alert.id(), alert.severity(), Set.of(), 1, 0)));
      Incident hour = hour(now, Map.of(alert.severity(), 1L), told);
      return step(before.with(hour), Decision.IncidentAction.OPEN, channels, reasons, true);
    }

    /** After its summary, an hour is followed by the next one, which sends nothing but its own. */
    private GroupingResult added(AccountHistory before, Incident latest) {
      Instant opened = latest.closed().orElse(latest.opened());
      Map<Severity, Long> events = new EnumMap<>(Severity.class);
      if (latest.isOpen()) {
        events.putAll(latest.events());
      } else {
        events.put(latest.severity(), 1L);
      }
      events.merge(alert.severity(), 1L, Long::sum);
      return step(
          before.with(hour(opened, events, latest.told())),
          Decision.IncidentAction.APPEND,
          Set.of(),
          List.of(),
          !latest.isOpen());
    }

    private Incident hour(
        Instant opened, Map<Severity, Long> events, Map<String, ChannelNotification> told) {
      return new Incident(
          hourId(name, opened),
          Optional.empty(),
          opened,
          opened,
          now,
          events,
          Set.of(),
          Set.of(),
          told,
          Optional.empty(),
          IncidentTracking.NONE);
    }

    private GroupingResult step(
        AccountHistory after,
        Decision.IncidentAction verdict,
        Set<String> to,
        List<String> reasons,
        boolean needsTimer) {
      Map<String, NotificationReason> notified = new LinkedHashMap<>();
      to.forEach(it -> notified.put(it, NotificationReason.FIRST));
      Decision decision =
          new Decision(
              verdict,
              alert.eventKey(),
              alert.severity(),
              reasons,
              notified,
              Optional.empty(),
              Optional.empty(),
              needsTimer,
              false);
      return new GroupingResult(after, decision, Optional.empty(), Optional.empty());
    }

    @Override
    public GroupingResult copy(String eventId, AccountHistory before) {
      return step(before, Decision.IncidentAction.DUPLICATE, Set.of(), List.of(), false);
    }
  }
}
