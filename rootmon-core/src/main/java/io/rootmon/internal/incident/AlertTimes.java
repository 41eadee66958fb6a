package io.rootmon.internal.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The times of notifications about an account, by channel. Limits the alerts that repeat known
 * facts to {@value #MAX_PER_DAY} in any 24 hours and channel.
 *
 * <p>The first alert of an incident, a reminder and a rise in severity below CRITICAL count. The
 * first alert of a CRITICAL rule does not count and is always sent.
 *
 * @param times the times by channel, sorted; at most {@value #MAX_STORED} of each
 */
record AlertTimes(Map<String, List<Instant>> times) {
  static final AlertTimes NONE = new AlertTimes(Map.of());

  /**
   * The maximum number of counted alerts about one account that a channel receives in any 24 hours.
   */
  static final int MAX_PER_DAY = 6;

  static final Duration DAY = Duration.ofDays(1);

  private static final int MAX_STORED = 16;
  private static final int MAX_CHANNELS = 100;

  AlertTimes {
    Map<String, List<Instant>> copy = new LinkedHashMap<>();
    times.forEach((channel, all) -> copy.put(channel, List.copyOf(all)));
    times = Collections.unmodifiableMap(copy);
  }

  /** Returns the number of alerts that the channel received within 24 hours of this time. */
  int near(String channel, Instant time) {
    int count = 0;
    for (Instant other : times.getOrDefault(channel, List.of())) {
      count += Duration.between(other, time).abs().compareTo(DAY) < 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * Returns whether an alert of this time is not stored, because later alerts take all the space.
   */
  boolean forgets(String channel, Instant time) {
    List<Instant> all = times.getOrDefault(channel, List.of());
    return all.size() >= MAX_STORED && time.isBefore(all.get(0));
  }

  /** Returns the time of the latest alert in any channel. */
  Optional<Instant> latest() {
    return times.values().stream().flatMap(List::stream).max(Instant::compareTo);
  }

  /** Returns a copy with an alert at this time in these channels. */
  AlertTimes with(Set<String> channels, Instant time) {
    if (channels.isEmpty()) {
      return this;
    }
    Map<String, List<Instant>> more = new LinkedHashMap<>(times);
    for (String channel : channels) {
      List<Instant> all = new ArrayList<>(more.getOrDefault(channel, List.of()));
      all.add(time);
      Collections.sort(all);
      more.put(channel, all.subList(Math.max(0, all.size() - MAX_STORED), all.size()));
    }
    // Removes a channel that left the configuration, the oldest first.
    while (more.size() > MAX_CHANNELS) {
      more.remove(more.keySet().iterator().next());
    }
    return new AlertTimes(more);
  }
}
