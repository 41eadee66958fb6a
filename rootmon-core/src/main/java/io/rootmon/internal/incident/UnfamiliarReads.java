package io.rootmon.internal.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest different read calls of root from an unfamiliar network or program, with their times.
 * Many within a few minutes indicate reconnaissance.
 *
 * @param times by the call, at most {@value #BURST}, the oldest first
 */
record UnfamiliarReads(Map<String, Instant> times) {
  static final UnfamiliarReads NONE = new UnfamiliarReads(Map.of());

  /** The number of different reads that is a burst. */
  static final int BURST = 5;

  /** The time within which they are a burst. */
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
