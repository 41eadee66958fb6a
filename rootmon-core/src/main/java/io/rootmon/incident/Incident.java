package io.rootmon.incident;

import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The root activities of one account until its inactivity period ends.
 *
 * @param id derived from the account, the day and the first event's id
 * @param opened the time of the earliest event
 * @param latest the time of the latest event that prolongs the incident
 * @param lastArrival the arrival of the last event
 * @param events the number of events of each severity
 * @param networks the networks of the callers' addresses, at most {@value #MAX_NETWORKS}
 * @param notified the notified channels
 * @param closed the time at which it was closed
 * @param handling timers, responses and digests of the incident
 */
public record Incident(
    String id,
    Optional<AccountId> account,
    Instant opened,
    Instant latest,
    Instant lastArrival,
    Map<Severity, Long> events,
    Set<ActivityKind> kinds,
    Set<String> networks,
    Map<String, ChannelNotification> notified,
    Optional<Instant> closed,
    IncidentTracking handling) {
  /** The maximum number of source networks that an incident stores. */
  public static final int MAX_NETWORKS = 50;

  /**
   * The notifications of a channel.
   *
   * @param eventId the first notified event
   * @param severity the highest notified severity
   * @param rules the rules of which it was notified of the first finding, at most {@value
   *     #MAX_RULES}
   * @param alerts the number of alerts about the incident
   * @param repeats the number of them that count towards the daily limit, in addition to the first
   */
  public record ChannelNotification(
      String eventId, Severity severity, Set<String> rules, int alerts, int repeats) {
    /** More than there are rules; some rules include the names of calls. */
    static final int MAX_RULES = 200;

    public ChannelNotification {
      rules = Collections.unmodifiableSet(new LinkedHashSet<>(rules));
    }

    private ChannelNotification with(Notice notice, NotificationReason reason) {
      Set<String> more = new LinkedHashSet<>(rules);
      notice.rule().filter(it -> more.size() < MAX_RULES).ifPresent(more::add);
      Severity highest = severity.isAtLeast(notice.severity()) ? severity : notice.severity();
      int repeat = notice.counts(reason) ? 1 : 0;
      return new ChannelNotification(eventId, highest, more, alerts + 1, repeats + repeat);
    }
  }

  /**
   * A notification.
   *
   * @param rule the key of which the first finding is always notified; empty for other findings
   */
  public record Notice(String eventId, Severity severity, Optional<String> rule) {
    /** Returns whether it counts towards a channel's daily limit. */
    public boolean counts(NotificationReason reason) {
      boolean isFirstOfRule =
          reason == NotificationReason.RULE
              || (reason == NotificationReason.SEVERITY && severity == Severity.CRITICAL);
      return !isFirstOfRule && reason != NotificationReason.EVERY;
    }

    private ChannelNotification first() {
      return new ChannelNotification(
          eventId, severity, rule.map(Set::of).orElse(Set.of()), 1, /* repeats= */ 0);
    }
  }

  public Incident {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("events: expected at least one but was none");
    }
    events = Collections.unmodifiableMap(new EnumMap<>(events));
    kinds = kinds.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    networks = Collections.unmodifiableSet(new LinkedHashSet<>(networks));
    notified = Collections.unmodifiableMap(new LinkedHashMap<>(notified));
  }

  /** Returns whether the incident is open. */
  public boolean isOpen() {
    return closed.isEmpty();
  }

  /** Returns whether the incident is HIGH or CRITICAL and has no response. */
  public boolean isUnanswered() {
    return severity().isAtLeast(Severity.HIGH) && handling.responses().isEmpty();
  }

  /** Returns the number of events, which is the number of the last event. */
  public long count() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the highest severity so far. */
  public Severity severity() {
    return Collections.max(events.keySet());
  }

  /** Returns the first notified event of each notified channel. */
  public Map<String, String> parents(Set<String> channels) {
    Map<String, String> parents = new LinkedHashMap<>();
    notified.forEach(
        (channel, it) -> {
          if (channels.contains(channel)) {
            parents.put(channel, it.eventId());
          }
        });
    return parents;
  }

  /** Returns the position of one of its events. */
  public IncidentRef place(long number) {
    return new IncidentRef(
        id, opened, number, severity(), parents(notified.keySet()), handling.previous(), Map.of());
  }

  /** Returns a copy that is closed at this time. */
  public Incident closedAt(Instant now) {
    return new Incident(
        id,
        account,
        opened,
        latest,
        lastArrival,
        events,
        kinds,
        networks,
        notified,
        Optional.of(now),
        handling);
  }

  /**
   * Returns a copy that records the notifications of these channels. The first notified event of a
   * channel never changes.
   */
  public Incident notified(Map<String, NotificationReason> reasons, Notice notice) {
    Map<String, ChannelNotification> more = new LinkedHashMap<>(notified);
    reasons.forEach(
        (channel, reason) -> {
          ChannelNotification before = more.get(channel);
          more.put(channel, before == null ? notice.first() : before.with(notice, reason));
        });
    return withNotified(more);
  }

  /**
   * Returns a copy that records these channels as notified at this severity or higher. The first
   * notified event of a channel never changes.
   */
  public Incident notified(Set<String> channels, String eventId, Severity severity) {
    Map<String, ChannelNotification> more = new LinkedHashMap<>(notified);
    for (String channel : channels) {
      ChannelNotification before =
          more.getOrDefault(channel, new ChannelNotification(eventId, severity, Set.of(), 0, 0));
      Severity highest = before.severity().isAtLeast(severity) ? before.severity() : severity;
      more.put(
          channel,
          new ChannelNotification(
              before.eventId(), highest, before.rules(), before.alerts() + 1, before.repeats()));
    }
    return withNotified(more);
  }

  private Incident withNotified(Map<String, ChannelNotification> more) {
    return new Incident(
        id, account, opened, latest, lastArrival, events, kinds, networks, more, closed, handling);
  }

  /** Returns a copy with other tracking data. */
  public Incident with(IncidentTracking other) {
    return new Incident(
        id, account, opened, latest, lastArrival, events, kinds, networks, notified, closed, other);
  }
}
