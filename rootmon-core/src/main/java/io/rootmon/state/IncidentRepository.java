package io.rootmon.state;

import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is remembered of accounts and their incidents. Safe for use by multiple threads and workers.
 */
public interface IncidentRepository {
  /** What is remembered of an account, by its number or {@link EventIdentity#UNKNOWN}. */
  AccountHistory history(String account) throws StateException;

  /** What is remembered of several accounts, in their order. */
  default Map<String, AccountHistory> histories(Collection<String> accounts) throws StateException {
    Map<String, AccountHistory> histories = new LinkedHashMap<>();
    for (String account : accounts) {
      histories.put(account, history(account));
    }
    return histories;
  }

  /** An incident that is no longer its account's latest. */
  Optional<Incident> incident(String id) throws StateException;

  /** An incident of an account's, its latest or an earlier one. */
  default Optional<Incident> incident(String account, String id) throws StateException {
    Optional<Incident> latest = history(account).incident().filter(it -> it.id().equals(id));
    return latest.isPresent() ? latest : incident(id);
  }

  /**
   * Changes an account's history, whoever else does at the same time.
   *
   * @param change may be asked several times; what it returns unchanged is not written
   * @return what is remembered now
   */
  AccountHistory change(String account, UnaryOperator<AccountHistory> change) throws StateException;

  /** An incident's events by their numbers, both included; those that are forgotten are missing. */
  List<IncidentEvent> entries(String incident, long first, long last) throws StateException;
}
