package io.rootmon.incident;

import io.rootmon.account.AccountId;
import io.rootmon.detect.Kind;
import io.rootmon.incident.Decision.Place;
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
 * @param networks of the actors' addresses, at most {@value #MOST_NETWORKS}
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
    Set<Kind> kinds,
    Set<String> networks,
    Map<String, Told> told,
    Optional<Instant> closed,
    Handling handling) {
  static final int MOST_NETWORKS = 50;

  /**
   * What a channel knows.
   *
   * @param eventId by which it was told first
   * @param severity the highest that it was told of
   */
  public record Told(String eventId, Severity severity) {}

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
  public Place place(long number) {
    return new Place(id, opened, number, severity(), heads(told.keySet()));
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

  /** The same, known to these channels as that severe at least; each is told first only once. */
  public Incident told(Set<String> channels, String eventId, Severity severity) {
    Map<String, Told> more = new LinkedHashMap<>(told);
    for (String channel : channels) {
      Told before = more.getOrDefault(channel, new Told(eventId, severity));
      Severity highest = before.severity().isAtLeast(severity) ? before.severity() : severity;
      more.put(channel, new Told(before.eventId(), highest));
    }
    return new Incident(
        id, account, opened, latest, heard, events, kinds, networks, more, closed, handling);
  }

  /** The same, handled so. */
  public Incident with(Handling other) {
    return new Incident(
        id, account, opened, latest, heard, events, kinds, networks, told, closed, other);
  }
}
