package io.rootmon.state;

import io.rootmon.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of the watch itself: when each spoke was heard last, and notes of the checks.
 * Safe for use by multiple threads and workers.
 */
public interface HeartbeatStore {
  /** How long a spoke, and a note, is remembered after it was heard, or kept, last. */
  Duration WATCH_MEMORY = Duration.ofDays(400);

  /** A spoke was heard. The latest time counts, in whatever order they come. */
  void heard(AccountId account, String region, Instant at) throws StateException;

  /** When each account was heard last, by region; who never was is absent. */
  Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts) throws StateException;

  /** Keeps a text of any length under the name, in place of the one before. */
  void store(String name, String text) throws StateException;

  /** The text that was kept last under the name. */
  Optional<String> stored(String name) throws StateException;
}
