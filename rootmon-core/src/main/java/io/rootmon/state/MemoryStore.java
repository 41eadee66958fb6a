package io.rootmon.state;

import io.rootmon.detect.AssumedRootSessions.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stand-in until merge. */
public final class MemoryStore implements StateStore {
  private final Map<Object, Object> items = new HashMap<>();

  public MemoryStore(InstantSource clock) {}

  @Override
  public synchronized Decision decide(Act act) {
    Object known = items.get("event" + act.eventId());
    if (known != null) {
      return (Decision) known;
    }
    String name = "act" + act.correctedEventId().orElse(act.eventId());
    Decision d =
        items.containsKey(name)
            ? Decision.duplicateOf(String.valueOf(items.get(name)))
            : Decision.tell(act.eventId());
    items.put("event" + act.eventId(), d);
    items.putIfAbsent(name, act.eventId());
    return d;
  }

  @Override
  public void remember(Session session) {}

  @Override
  public Optional<Session> find(String accessKeyId) {
    return Optional.empty();
  }

  @Override
  public synchronized Claim claim(DeliveryKey delivery, Duration lease) {
    Object known = items.get(delivery);
    return known == null ? new Claim.Granted("") : new Claim.Settled((Settlement) known);
  }

  @Override
  public synchronized void settle(DeliveryKey delivery, Settlement settlement) {
    items.put(delivery, settlement);
  }

  @Override
  public void release(DeliveryKey delivery, String owner) {}
}
