package io.rootmon.incident;

import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.incident.Decision.IncidentRef;
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
 * What belongs together: root's acts in one account until it is quiet.
 *
 * @param id by the account, the day and the first event's id
 * @param opened the earliest event's time
 * @param latest the latest event's time, of those that are worth telling
 * @param heard when the last one arrived
 * @param events so many of each severity
 * @param networks of the actors' addresses, at most {@value #MAX_NETWORKS}
 * @param told the channels that know of it
 * @param closed when it was found to be over
 * @param handling what is done about it
 */
public record Incident(
    String id,
    Optional<AccountId> account,
    Instant opened,
    Instant latest,
    Instant heard,
    Map<Severity, Long> events,
    Set<ActivityKind> kinds,
    Set<String> networks,
    Map<String, ChannelNotification> told,
    Optional<Instant> closed,
    IncidentTracking handling) {
  static final int MAX_NETWORKS = 50;

  /**
   * What a channel knows.
   *
   * @param eventId by which it was told first
   * @param severity the highest that it was told of
   * @param rules the CRITICAL rules that it was notified of, at most {@value #MAX_RULES}
   * @param alerts how many alerts it received about the incident
   * @param repeats how many of them count towards the daily limit, beside the first
   */
  public record ChannelNotification(
      String eventId, Severity severity, Set<String> rules, int alerts, int repeats) {
    /** More than there are rules; the names of calls are part of some. */
    static final int MAX_RULES = 200;

    public ChannelNotification {
      rules = Collections.unmodifiableSet(new LinkedHashSet<>(rules));
    }

    private ChannelNotification with(Notice notice, NotificationReason reason) {
      Set<String> more = new LinkedHashSet<>(rules);
      notice.criticalRule().filter(it -> more.size() < MAX_RULES).ifPresent(more::add);
      Severity highest = severity.isAtLeast(notice.severity()) ? severity : notice.severity();
      int repeat = notice.counts(reason) ? 1 : 0;
      return new ChannelNotification(eventId, highest, more, alerts + 1, repeats + repeat);
    }
  }

  /**
   * What a channel is notified of.
   *
   * @param rule by which CRITICAL findings are told apart
   */
  record Notice(String eventId, Severity severity, String rule) {
    Optional<String> criticalRule() {
      return severity == Severity.CRITICAL ? Optional.of(rule) : Optional.empty();
    }

    /** Whether it counts towards a channel's daily limit. */
    boolean counts(NotificationReason reason) {
      boolean isFirstOfRule =
          reason == NotificationReason.RULE
              || (reason == NotificationReason.SEVERITY && severity == Severity.CRITICAL);
      return !isFirstOfRule && reason != NotificationReason.EVERY;
    }

    private ChannelNotification first() {
      return new ChannelNotification(
          eventId, severity, criticalRule().map(Set::of).orElse(Set.of()), 1, /* repeats= */ 0);
    }
  }

  public Incident {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("events: expected at least one but was none");
    }
    events = Collections.unmodifiableMap(new EnumMap<>(events));
    kinds = kinds.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    networks = Collections.unmodifiableSet(new LinkedHashSet<>(networks));
    told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
  }

  public boolean isOpen() {
    return closed.isEmpty();
  }

  /** Returns whether the incident is HIGH or CRITICAL and has no response. */
  public boolean isUnanswered() {
    return severity().isAtLeast(Severity.HIGH) && handling.responses().isEmpty();
  }

  /** How many events it holds, and the number of the last. */
  public long count() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The highest so far. */
  public Severity severity() {
    return Collections.max(events.keySet());
  }

  /** By the channel, of those that know of it, the event by which it was told first. */
  public Map<String, String> heads(Set<String> channels) {
    Map<String, String> heads = new LinkedHashMap<>();
    told.forEach(
        (channel, it) -> {
          if (channels.contains(channel)) {
            heads.put(channel, it.eventId());
          }
        });
    return heads;
  }

  /** Where one of its events stands in it. */
  public IncidentRef place(long number) {
    return new IncidentRef(
        id, opened, number, severity(), heads(told.keySet()), handling.previous(), Map.of());
  }

  /** Over, from that moment on; nothing else changes. */
  public Incident closedAt(Instant now) {
    return new Incident(
        id,
        account,
        opened,
        latest,
        heard,
        events,
        kinds,
        networks,
        told,
        Optional.of(now),
        handling);
  }

  /** The same, known to these channels by their notifications; each is told first only once. */
  Incident told(Map<String, NotificationReason> notified, Notice notice) {
    Map<String, ChannelNotification> more = new LinkedHashMap<>(told);
    notified.forEach(
        (channel, reason) -> {
          ChannelNotification before = more.get(channel);
          more.put(channel, before == null ? notice.first() : before.with(notice, reason));
        });
    return withTold(more);
  }

  /** The same, known to these channels as that severe at least; each is told first only once. */
  public Incident told(Set<String> channels, String eventId, Severity severity) {
    Map<String, ChannelNotification> more = new LinkedHashMap<>(told);
    for (String channel : channels) {
      ChannelNotification before =
          more.getOrDefault(channel, new ChannelNotification(eventId, severity, Set.of(), 0, 0));
      Severity highest = before.severity().isAtLeast(severity) ? before.severity() : severity;
      more.put(
          channel,
          new ChannelNotification(
              before.eventId(), highest, before.rules(), before.alerts() + 1, before.repeats()));
    }
    return withTold(more);
  }

  private Incident withTold(Map<String, ChannelNotification> more) {
    return new Incident(
        id, account, opened, latest, heard, events, kinds, networks, more, closed, handling);
  }

  /** The same, handled so. */
  public Incident with(IncidentTracking other) {
    return new Incident(
        id, account, opened, latest, heard, events, kinds, networks, told, closed, other);
  }
}
