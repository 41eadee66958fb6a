package io.rootmon.state;

import io.rootmon.account.AccountId;
import io.rootmon.detect.AssumedRootSessions.Session;
import io.rootmon.incident.Entry;
import io.rootmon.incident.Grouping;
import io.rootmon.incident.History;
import io.rootmon.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store that never answers. */
public record DownStore() implements StateStore {
  @Override
  public Decided decide(Act act, Grouping grouping, Duration timeLeft) throws StateException {
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
  public Optional<Settlement> settlement(DeliveryKey delivery) throws StateException {
    throw down();
  }

  @Override
  public void release(DeliveryKey delivery, String owner) throws StateException {
    throw down();
  }

  @Override
  public IncidentLog incidents() {
    return new DownIncidents();
  }

  @Override
  public WatchLog watch() {
    return new DownWatch();
  }

  private record DownIncidents() implements IncidentLog {
    @Override
    public History history(String account) throws StateException {
      throw down();
    }

    @Override
    public Optional<Incident> incident(String id) throws StateException {
      throw down();
    }

    @Override
    public History change(String account, UnaryOperator<History> change) throws StateException {
      throw down();
    }

    @Override
    public List<Entry> entries(String incident, long first, long last) throws StateException {
      throw down();
    }
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
