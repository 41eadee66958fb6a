package io.rootmon.state;

import io.rootmon.account.AccountId;
import io.rootmon.detect.AssumedRootSessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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

  @Override
  public WatchLog watch() {
    return new DownWatch();
  }

  private record DownWatch() implements WatchLog {
    @Override
    public void heard(AccountId account, String region, Instant at) throws StateException {
      throw down();
    }

    @Override
    public Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts)
        throws StateException {
      throw down();
    }

    @Override
    public void keep(String name, String text) throws StateException {
      throw down();
    }

    @Override
    public Optional<String> kept(String name) throws StateException {
      throw down();
    }
  }

  private static StateException down() {
    return new StateException("the store is down", null);
  }
}
