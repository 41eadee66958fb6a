package io.rootmon.internal.state;

import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.state.StateException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Stores the histories of accounts and their incidents. Implementations are safe for use by
 * multiple threads and workers.
 */
public interface IncidentRepository {
  /** Returns the history of an account, by its id or {@link EventIdentity#UNKNOWN}. */
  AccountHistory history(String account) throws StateException;

  /** Returns the histories of several accounts, in their order. */
  default Map<String, AccountHistory> histories(Collection<String> accounts) throws StateException {
    Map<String, AccountHistory> histories = new LinkedHashMap<>();
    for (String account : accounts) {
      histories.put(account, history(account));
    }
    return histories;
  }

  /** Returns an incident that is no longer its account's latest. */
  Optional<Incident> incident(String id) throws StateException;

  /** Returns the latest incident of an account, or an earlier one. */
  default Optional<Incident> incident(String account, String id) throws StateException {
    Optional<Incident> latest = history(account).incident().filter(it -> it.id().equals(id));
    return latest.isPresent() ? latest : incident(id);
  }

  /**
   * Changes an account's history, even if other workers change it at the same time.
   *
   * @param change may be called several times; an unchanged result is not written
   * @return the stored history
   */
  AccountHistory change(String account, UnaryOperator<AccountHistory> change) throws StateException;

  /** Returns an incident's events by their numbers, both inclusive. Expired events are missing. */
  List<IncidentEvent> entries(String incident, long first, long last) throws StateException;
}
