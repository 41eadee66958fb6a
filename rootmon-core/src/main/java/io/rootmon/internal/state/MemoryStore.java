package io.rootmon.internal.state;

import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.judge.Finding.Origin;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the state of one process in memory: for the command line, for tests, and for
 * single-process use. It stores the latest {@value #MAX_SIZE} items of each kind; older ones are
 * removed.
 */
public final class MemoryStore implements SharedStateStore, IncidentRepository {
  static final int MAX_SIZE = 100_000;

  private record NotifiedEvent(String eventId, Severity severity) {
    // Written out: the generated methods spin classes, a millisecond each in a cold start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof NotifiedEvent it
          && eventId.equals(it.eventId)
          && severity == it.severity;
    }

    @Override
    public int hashCode() {
      return eventId.hashCode();
    }
  }

  private record EntryKey(String incident, long number) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof EntryKey it && incident.equals(it.incident) && number == it.number;
    }

    @Override
    public int hashCode() {
      return 31 * incident.hashCode() + Long.hashCode(number);
    }
  }

  /** A delivery, with either a lease or a result. */
  private record Delivery(String owner, Instant leasedUntil, Optional<DeliveryRecord> settlement) {}

  private final AtomicLong owners = new AtomicLong();
  private final InstantSource clock;
  private final ExpiringMap<String, Decision> decisions;
  private final ExpiringMap<String, Origin> origins;
  private final ExpiringMap<String, NotifiedEvent> notified;
  private final ExpiringMap<String, AccountHistory> histories;
  private final ExpiringMap<String, Incident> earlier;
  private final ExpiringMap<EntryKey, IncidentEvent> entries;
  private final ExpiringMap<DeliveryKey, Delivery> deliveries;
  private final ExpiringMap<String, Session> sessions;
  private final InMemoryHeartbeatStore watch;

  public MemoryStore(InstantSource clock) {
    this(clock, MAX_SIZE);
  }

  MemoryStore(InstantSource clock, int most) {
    this.clock = clock;
    this.decisions = new ExpiringMap<>(most, MEMORY, clock);
    this.origins = new ExpiringMap<>(most, MEMORY, clock);
    this.notified = new ExpiringMap<>(most, MEMORY, clock);
    this.histories = new ExpiringMap<>(most, HISTORY_MEMORY, clock);
    this.earlier = new ExpiringMap<>(most, INCIDENT_MEMORY, clock);
    this.entries = new ExpiringMap<>(most, INCIDENT_MEMORY, clock);
    this.deliveries = new ExpiringMap<>(most, MEMORY, clock);
    this.sessions = new ExpiringMap<>(most, SESSION_MEMORY, clock);
    this.watch = new InMemoryHeartbeatStore(clock, most);
  }

  @Override
  public Decision decide(EventIdentity act, Grouping grouping) {
    return decide(act, grouping, Deadline.in(DECISION_TIMEOUT));
  }

  @Override
  public synchronized Decision decide(EventIdentity act, Grouping grouping, Deadline deadline) {
    Optional<Decision> taken = decisions.find(act.eventId());
    if (taken.isPresent()) {
      return taken.get();
    }
    NotifiedEvent mine = new NotifiedEvent(act.eventId(), act.severity());
    NotifiedEvent most =
        act.names().stream()
            .flatMap(it -> notified.find(it).stream())
            .filter(it -> it.severity().isAtLeast(act.severity()))
            .findFirst()
            .orElse(mine);
    for (String name : act.names()) {
      if (notified.find(name).filter(it -> it.severity().isAtLeast(most.severity())).isEmpty()) {
        notified.put(name, most);
      }
    }
    AccountHistory before = history(act.account());
    Grouping.Result result =
        most.equals(mine) ? grouping.next(before) : grouping.copy(most.eventId(), before);
    write(act.account(), before, result.after());
    Decision decision = result.decision();
    decision.closed().ifPresent(it -> earlier.put(it.id(), it));
    result.event().ifPresent(it -> write(decision, it));
    decisions.put(act.eventId(), decision.repeated());
    origins.put(act.eventId(), act.origin());
    return decision;
  }

  private void write(String account, AccountHistory before, AccountHistory after) {
    histories.put(account, after);
    Optional<Incident> latest = before.incident();
    if (latest.isPresent()
        && !latest.map(Incident::id).equals(after.incident().map(Incident::id))) {
      earlier.put(latest.get().id(), latest.get());
    }
  }

  private void write(Decision decision, IncidentEvent entry) {
    decision
        .incident()
        .ifPresent(it -> entries.put(new EntryKey(it.incident(), entry.number()), entry));
  }

  @Override
  public synchronized Map<String, Origin> origins(Collection<String> eventIds) {
    Map<String, Origin> found = new LinkedHashMap<>();
    eventIds.forEach(id -> origins.find(id).ifPresent(it -> found.put(id, it)));
    return found;
  }

  @Override
  public IncidentRepository incidents() {
    return this;
  }

  @Override
  public synchronized AccountHistory history(String account) {
    return histories.find(account).orElse(AccountHistory.NONE);
  }

  @Override
  public synchronized Optional<Incident> incident(String id) {
    return earlier.find(id);
  }

  @Override
  public synchronized AccountHistory change(String account, UnaryOperator<AccountHistory> change) {
    AccountHistory before = history(account);
    AccountHistory after = change.apply(before);
    if (!after.equals(before)) {
      write(account, before, after);
    }
    return after;
  }

  @Override
  public synchronized List<IncidentEvent> entries(String incident, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(it -> entries.find(new EntryKey(incident, it)))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public synchronized DeliveryLease claim(DeliveryKey delivery, Duration lease) {
    Instant now = clock.instant();
    Optional<Delivery> found = deliveries.find(delivery);
    if (found.isPresent()) {
      Optional<DeliveryRecord> settlement = found.get().settlement();
      if (settlement.isPresent()) {
        return new DeliveryLease.AlreadyDelivered(settlement.get());
      }
      if (now.isBefore(found.get().leasedUntil())) {
        return new DeliveryLease.HeldByOther(found.get().leasedUntil());
      }
    }
    String owner = Long.toString(owners.incrementAndGet());
    deliveries.put(delivery, new Delivery(owner, now.plus(lease), Optional.empty()));
    return new DeliveryLease.Acquired(owner);
  }

  @Override
  public synchronized void finish(DeliveryKey delivery, DeliveryRecord settlement) {
    DeliveryRecord bounded = settlement.bounded();
    deliveries.put(delivery, new Delivery("", Instant.MIN, Optional.of(bounded)));
  }

  @Override
  public synchronized Optional<DeliveryRecord> result(DeliveryKey delivery) {
    return deliveries.find(delivery).flatMap(Delivery::settlement);
  }

  @Override
  public synchronized void release(DeliveryKey delivery, String owner) {
    deliveries
        .find(delivery)
        .filter(it -> it.settlement().isEmpty() && it.owner().equals(owner))
        .ifPresent(it -> deliveries.remove(delivery));
  }

  @Override
  public synchronized void remember(Session session) {
    sessions.put(session.accessKeyId(), session);
  }

  @Override
  public synchronized Optional<Session> find(String accessKeyId) {
    return sessions.find(accessKeyId);
  }

  @Override
  public HeartbeatStore heartbeats() {
    return watch;
  }
}
