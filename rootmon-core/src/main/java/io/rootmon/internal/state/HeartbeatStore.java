package io.rootmon.internal.state;

import io.rootmon.account.AccountId;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the last heartbeat of each spoke, and texts of the checks. Implementations are safe for
 * use by multiple threads and workers.
 */
public interface HeartbeatStore {
  /** The lifetime of a heartbeat, and of a string, after the last write. */
  Duration WATCH_MEMORY = Duration.ofDays(400);

  /** Stores a heartbeat. The latest time counts, independent of the order of arrival. */
  void heard(AccountId account, String region, Instant at) throws StateException;

  /**
   * Returns the last heartbeats of accounts by region. An account without a heartbeat is absent.
   */
  Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts) throws StateException;

  /** Stores a string of any length under the name, and replaces an existing one. */
  void store(String name, String text) throws StateException;

  /** Returns the text that was stored last under the name. */
  Optional<String> stored(String name) throws StateException;
}
