package io.rootmon.state;

import io.rootmon.detect.AssumedRootSessions.Session;
import java.time.Duration;
import java.util.Optional;

/** A store that never answers. */
public record DownStore() implements StateStore {
  @Override
  public Decision decide(Act act) throws StateException {
    throw down();
  }

  @Override
  public void remember(Session session) throws StateException {
    throw down();
  }

  @Override
  public Optional<Session> find(String accessKeyId) throws StateException {
    throw down();
  }

  @Override
  public Claim claim(DeliveryKey delivery, Duration lease) throws StateException {
    throw down();
  }

  @Override
  public void settle(DeliveryKey delivery, Settlement settlement) throws StateException {
    throw down();
  }

  @Override
  public void release(DeliveryKey delivery, String owner) throws StateException {
    throw down();
  }

  private static StateException down() {
    return new StateException("the store is down", null);
  }
}
