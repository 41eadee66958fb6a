package io.rootmon.state;

import io.rootmon.account.AccountId;
import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.IncidentRepository;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store that never answers. */
public record UnavailableStore() implements SharedStateStore {
  @Override
  public Decision decide(EventIdentity act, Grouping grouping, Deadline deadline)
      throws StateException {
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
  public DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException {
    throw down();
  }

  @Override
  public void finish(DeliveryKey delivery, DeliveryRecord settlement) throws StateException {
    throw down();
  }

  @Override
  public Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException {
    throw down();
  }

  @Override
  public void release(DeliveryKey delivery, String owner) throws StateException {
    throw down();
  }

  @Override
  public IncidentRepository incidents() {
    return new DownIncidents();
  }

  @Override
  public HeartbeatStore heartbeats() {
    return new DownWatch();
  }

  private record DownIncidents() implements IncidentRepository {
    @Override
    public AccountHistory history(String account) throws StateException {
      throw down();
    }

    @Override
    public Optional<Incident> incident(String id) throws StateException {
      throw down();
    }

    @Override
    public AccountHistory change(String account, UnaryOperator<AccountHistory> change)
        throws StateException {
      throw down();
    }

    @Override
    public List<IncidentEvent> entries(String incident, long first, long last)
        throws StateException {
      throw down();
    }
  }

  private record DownWatch() implements HeartbeatStore {
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
    public void store(String name, String text) throws StateException {
      throw down();
    }

    @Override
    public Optional<String> stored(String name) throws StateException {
      throw down();
    }
  }

  private static StateException down() {
    return new StateException("the store is down", null);
  }
}
