package io.rootmon.state;

import io.rootmon.detect.AssumedRootSessions.Session;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The state of one process, in its memory: for the command line, for tests, and where nothing is
 * shared. Of each sort it keeps the latest {@value #MOST}; an older one is forgotten.
 */
public final class MemoryStore implements StateStore {
  static final int MOST = 100_000;

  private record Told(String eventId, Severity severity) {}

  /** Exactly one of a lease and a settlement. */
  private record Delivery(String owner, Instant leasedUntil, Optional<Settlement> settlement) {}

  private final InstantSource clock;
  private final Expiring<String, Decision> decisions;
  private final Expiring<String, Told> told;
  private final Expiring<DeliveryKey, Delivery> deliveries;
  private final Expiring<String, Session> sessions;
  private final WatchMemory watch;

  public MemoryStore(InstantSource clock) {
    this(clock, MOST);
  }

  MemoryStore(InstantSource clock, int most) {
    this.clock = clock;
    this.decisions = new Expiring<>(most, MEMORY, clock);
    this.told = new Expiring<>(most, MEMORY, clock);
    this.deliveries = new Expiring<>(most, MEMORY, clock);
    this.sessions = new Expiring<>(most, SESSION_MEMORY, clock);
    this.watch = new WatchMemory(clock, most);
  }

  @Override
  public synchronized Decision decide(Act act) {
    Optional<Decision> taken = decisions.find(act.eventId());
    if (taken.isPresent()) {
      return taken.get();
    }
    Told mine = new Told(act.eventId(), act.severity());
    Told most =
        act.names().stream()
            .flatMap(it -> told.find(it).stream())
            .filter(it -> it.severity().isAtLeast(act.severity()))
            .findFirst()
            .orElse(mine);
    for (String name : act.names()) {
      if (told.find(name).filter(it -> it.severity().isAtLeast(most.severity())).isEmpty()) {
        told.put(name, most);
      }
    }
    Decision decision =
        most.equals(mine) ? Decision.tell(act.eventId()) : Decision.duplicateOf(most.eventId());
    decisions.put(act.eventId(), decision);
    return decision;
  }

  @Override
  public synchronized Claim claim(DeliveryKey delivery, Duration lease) {
    Instant now = clock.instant();
    Optional<Delivery> found = deliveries.find(delivery);
    if (found.isPresent()) {
      Optional<Settlement> settlement = found.get().settlement();
      if (settlement.isPresent()) {
        return new Claim.Settled(settlement.get());
      }
      if (now.isBefore(found.get().leasedUntil())) {
        return new Claim.Held(found.get().leasedUntil());
      }
    }
    String owner = UUID.randomUUID().toString();
    deliveries.put(delivery, new Delivery(owner, now.plus(lease), Optional.empty()));
    return new Claim.Granted(owner);
  }

  @Override
  public synchronized void settle(DeliveryKey delivery, Settlement settlement) {
    Settlement bounded = settlement.bounded();
    deliveries.put(delivery, new Delivery("", Instant.MIN, Optional.of(bounded)));
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
  public WatchLog watch() {
    return watch;
  }
}
