package io.rootmon.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map whose values expire by the clock. If it is full, the oldest value is removed. Not safe for
 * use by multiple threads.
 */
final class ExpiringMap<K, V> {
  private record ExpiringValue<V>(V value, Instant until) {}

  // In the order of insertion: a value that is put again is the youngest.
  private final Map<K, ExpiringValue<V>> kept = new LinkedHashMap<>();
  private final int most;
  private final Duration life;
  private final InstantSource clock;

  ExpiringMap(int most, Duration life, InstantSource clock) {
    this.most = most;
    this.life = life;
    this.clock = clock;
  }

  void put(K key, V value) {
    kept.remove(key);
    kept.put(key, new ExpiringValue<>(value, clock.instant().plus(life)));
    Iterator<ExpiringValue<V>> oldest = kept.values().iterator();
    while (kept.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(kept.get(key))
        .filter(it -> clock.instant().isBefore(it.until()))
        .map(ExpiringValue::value);
  }

  void remove(K key) {
    kept.remove(key);
  }
}
