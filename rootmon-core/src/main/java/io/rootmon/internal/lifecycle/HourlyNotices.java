package io.rootmon.internal.lifecycle;

import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.ChannelNotification;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.StateConflictException;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Limits repeated notices of a topic. The first one is sent immediately, and then one per hour with
 * the number of notices that were not sent. A notice that is more severe than the others of its
 * hour is sent immediately. A repeated notice gets the same decision. If the state store fails,
 * this worker limits the notices in memory, so that a flood remains bounded.
 *
 * <p>A topic is stored as the history of an account, and an hour as its latest incident. Safe for
 * use by multiple threads.
 */
public final class HourlyNotices {
  static final Duration PERIOD = Duration.ofHours(1);

  private static final String PREFIX = "notice#";

  private final SharedStateStore store;
  private final MemoryStore fallback;
  private final IncidentContext context;
  private final UnreadableTopics unreadable;

  public HourlyNotices(SharedStateStore store, IncidentContext context) {
    this.store = store;
    this.fallback = new MemoryStore(context.clock());
    this.context = context;
    this.unreadable = new UnreadableTopics(context.clock());
  }

  /** Returns whether the account of a timer is a topic. */
  public static boolean isTopic(String account) {
    return account.startsWith(PREFIX);
  }

  /** Returns the topic of a record that could not be parsed. */
  public String unreadableTopic(String text) {
    return unreadable.of(text);
  }

  /**
   * Decides whether a notice is sent. The reasons of the decision are notes for the alert.
   *
   * @param topic the topic, such as {@code unreadable#111122223333}
   * @param alert the alert; its id identifies the notice
   */
  public Decision decide(String topic, Alert alert, Set<String> channels, Deadline deadline) {
    Instant now = context.clock().instant();
    String name = PREFIX + topic;
    EventIdentity notice =
        new EventIdentity(
            name, alert.eventKey(), Optional.empty(), Optional.empty(), alert.severity());
    Grouping grouping = new Hour(name, alert, channels, now);
    Decision decision;
    List<String> problems = List.of();
    try {
      decision = store.decide(notice, grouping, deadline);
    } catch (StateConflictException e) {
      return Decision.postponed(
          alert.eventKey(), alert.severity(), "not decided in time: " + e.getMessage());
    } catch (StateException e) {
      problems = List.of("grouped in this worker's memory only: " + e.getMessage());
      decision = fallback.decide(notice, grouping);
    }
    if (!decision.timers().isEmpty()) {
      problems =
          context
              .schedule(name, hourId(name, now), TimerPurpose.CLOSING, PERIOD)
              .map(List::of)
              .orElse(problems);
    }
    return decision.isNotified()
        ? Decision.alone(alert.eventKey(), alert.severity(), decision.channels(), problems)
            .withReasons(decision.reasons())
        : new Decision(
                IncidentAction.APPEND,
                alert.eventKey(),
                alert.severity(),
                List.of(),
                Set.of(),
                Optional.empty())
            .withProblems(problems);
  }

  /** Sends the number of notices of an hour that were not sent, if there are any. */
  public TimerResult onTimer(String name, String id, Deadline deadline) {
    Instant now = context.clock().instant();
    try {
      AccountHistory history =
          context
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
        return TimerResult.nothing(id, List.of());
      }
      if (hour.get().isOpen()) {
        Duration rest = Duration.between(now, hour.get().opened().plus(PERIOD));
        return TimerResult.nothing(
            id,
            rest.isNegative() || rest.isZero()
                ? List.of()
                : context.schedule(name, id, TimerPurpose.CLOSING, rest).stream().toList());
      }
      Alert alert =
          context
              .alerts()
              .repeated(
                  name.substring(PREFIX.length()),
                  suppressed(hour.get()),
                  hour.get().severity(),
                  hour.get().opened(),
                  now);
      DispatchReport report =
          context
              .dispatcher()
              .dispatch(alert, alert.id(), hour.get().notified().keySet(), deadline);
      return new TimerResult(IncidentAction.ALONE, report, List.of());
    } catch (StateException e) {
      return TimerResult.postponed(
          id, List.of("not known how many notices of " + id + " were not sent: " + e.getMessage()));
    }
  }

  /**
   * Returns whether the timer belongs to the topic. A timer of an earlier hour does, because the
   * hours of a topic are consecutive.
   */
  private static boolean isLatest(Incident hour, String id) {
    return hour.id().compareTo(id) <= 0;
  }

  /**
   * Returns whether the summary of the hour is due. Without a summary, the next notice is the first
   * of an hour again.
   */
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

  /** Decides on one notice within the hour of its topic. */
  private record Hour(String name, Alert alert, Set<String> channels, Instant now)
      implements Grouping {
    @Override
    public Grouping.Result next(AccountHistory before) {
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
      Map<String, ChannelNotification> notified = new LinkedHashMap<>();
      channels.forEach(
          it ->
              notified.put(
                  it, new ChannelNotification(alert.id(), alert.severity(), Set.of(), 1, 0)));
      Incident hour = hour(now, Map.of(alert.severity(), 1L), notified);
      return step(before.with(hour), IncidentAction.OPEN, channels, reasons, true);
    }

    /**
     * Adds the notice. An hour with a summary is followed by another hour, which sends only its own
     * summary.
     */
    private Grouping.Result added(AccountHistory before, Incident latest) {
      Instant opened = latest.closed().orElse(latest.opened());
      Map<Severity, Long> events = new EnumMap<>(Severity.class);
      if (latest.isOpen()) {
        events.putAll(latest.events());
      } else {
        events.put(latest.severity(), 1L);
      }
      events.merge(alert.severity(), 1L, Long::sum);
      return step(
          before.with(hour(opened, events, latest.notified())),
          IncidentAction.APPEND,
          Set.of(),
          List.of(),
          !latest.isOpen());
    }

    private Incident hour(
        Instant opened, Map<Severity, Long> events, Map<String, ChannelNotification> notified) {
      return new Incident(
          hourId(name, opened),
          Optional.empty(),
          opened,
          opened,
          now,
          events,
          Set.of(),
          Set.of(),
          notified,
          Optional.empty(),
          IncidentTracking.NONE);
    }

    private Grouping.Result step(
        AccountHistory after,
        IncidentAction action,
        Set<String> to,
        List<String> reasons,
        boolean needsTimer) {
      Map<String, NotificationReason> notified = new LinkedHashMap<>();
      to.forEach(it -> notified.put(it, NotificationReason.FIRST));
      Decision decision =
          new Decision(
              action,
              alert.eventKey(),
              alert.severity(),
              reasons,
              notified,
              Optional.empty(),
              Optional.empty(),
              needsTimer ? Map.of(TimerPurpose.CLOSING, PERIOD) : Map.of(),
              Optional.empty(),
              List.of());
      return new Grouping.Result(after, decision, Optional.empty());
    }

    @Override
    public Grouping.Result copy(String eventId, AccountHistory before) {
      return step(before, IncidentAction.DUPLICATE, Set.of(), List.of(), false);
    }
  }
}
