package io.rootmon.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest different calls by which root read something from a network or with a program that it
 * was not seen with before, and when: many within a few minutes are a look around.
 *
 * @param times by the call, at most {@value #BURST}, the oldest first
 */
record UnfamiliarReads(Map<String, Instant> times) {
  static final UnfamiliarReads NONE = new UnfamiliarReads(Map.of());

  /** So many different reads are a burst. */
  static final int BURST = 5;

  /** The time that they lie within. */
  static final Duration SPAN = Duration.ofMinutes(5);

  private static final int MAX_NAME_LENGTH = 120;

  UnfamiliarReads {
    times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
  }

  UnfamiliarReads with(String call, Instant time) {
    String name = call.length() > MAX_NAME_LENGTH ? call.substring(0, MAX_NAME_LENGTH) : call;
    Map<String, Instant> more = new LinkedHashMap<>();
    times.forEach(
        (other, at) -> {
          boolean isNear = Duration.between(at, time).abs().compareTo(SPAN) <= 0;
          if (isNear && !other.equals(name)) {
            more.put(other, at);
          }
        });
    more.put(name, time);
    while (more.size() > BURST) {
      more.remove(more.keySet().iterator().next());
    }
    return new UnfamiliarReads(more);
  }

  boolean isBurst() {
    return times.size() >= BURST;
  }
}
