package io.rootmon.internal.state;

import io.rootmon.account.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stores the heartbeats of one process in memory. */
final class InMemoryHeartbeatStore implements HeartbeatStore {
  private final ExpiringMap<AccountId, Map<String, Instant>> heard;
  private final ExpiringMap<String, String> notes;

  InMemoryHeartbeatStore(InstantSource clock, int most) {
    this.heard = new ExpiringMap<>(most, WATCH_MEMORY, clock);
    this.notes = new ExpiringMap<>(most, WATCH_MEMORY, clock);
  }

  @Override
  public synchronized void heard(AccountId account, String region, Instant at) {
    Map<String, Instant> regions = new TreeMap<>(heard.find(account).orElse(Map.of()));
    if (!regions.containsKey(region) || at.isAfter(regions.get(region))) {
      regions.put(region, at);
      heard.put(account, Map.copyOf(regions));
    }
  }

  @Override
  public synchronized Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts) {
    Map<AccountId, Map<String, Instant>> found = new HashMap<>();
    accounts.forEach(it -> heard.find(it).ifPresent(regions -> found.put(it, regions)));
    return found;
  }

  @Override
  public synchronized void store(String name, String text) {
    notes.put(name, text);
  }

  @Override
  public synchronized Optional<String> stored(String name) {
    return notes.find(name);
  }
}
