package io.rootmon.lambda.drill;

import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Decision;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store that answers only while it is up. */
record FlakyStore(SharedStateStore store, BooleanSupplier isDown) implements SharedStateStore {
  private void check() throws StateException {
    if (isDown.getAsBoolean()) {
      throw new StateException("the store is down", null);
    }
  }

  @Override
  public Decision decide(EventIdentity act, Grouping grouping, Deadline deadline)
      throws StateException {
    check();
    return store.decide(act, grouping, deadline);
  }

  @Override
  public IncidentRepository incidents() {
    return store.incidents();
  }

  @Override
  public void remember(Session session) throws StateException {
    check();
    store.remember(session);
  }

  @Override
  public Optional<Session> find(String accessKeyId) throws StateException {
    check();
    return store.find(accessKeyId);
  }

  @Override
  public DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException {
    check();
    return store.claim(delivery, lease);
  }

  @Override
  public void finish(DeliveryKey delivery, DeliveryRecord settlement) throws StateException {
    check();
    store.finish(delivery, settlement);
  }

  @Override
  public Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException {
    check();
    return store.result(delivery);
  }

  @Override
  public void release(DeliveryKey delivery, String owner) throws StateException {
    check();
    store.release(delivery, owner);
  }

  @Override
  public HeartbeatStore heartbeats() {
    return store.heartbeats();
  }
}
