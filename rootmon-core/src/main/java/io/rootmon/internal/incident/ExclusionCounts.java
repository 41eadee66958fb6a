package io.rootmon.internal.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of an account's findings that exclusions matched, by the day of the events. At most
 * {@value #MAX_SIZE} numbers are stored: the oldest days are removed first.
 *
 * @param counts the numbers by day and label of the exclusion
 */
public record ExclusionCounts(Map<LocalDate, Map<String, Long>> counts) {
  public static final ExclusionCounts NONE = new ExclusionCounts(Map.of());

  static final int MAX_SIZE = 60;

  public ExclusionCounts {
    TreeMap<LocalDate, Map<String, Long>> copy = new TreeMap<>();
    counts.forEach(
        (day, labels) -> copy.put(day, Collections.unmodifiableMap(new LinkedHashMap<>(labels))));
    while (copy.size() > 1 && copy.values().stream().mapToInt(Map::size).sum() > MAX_SIZE) {
      copy.remove(copy.firstKey());
    }
    counts = Collections.unmodifiableMap(copy);
  }

  /** Returns a copy with one more finding. */
  ExclusionCounts with(String label, Instant time) {
    Map<LocalDate, Map<String, Long>> more = new TreeMap<>(counts);
    Map<String, Long> labels = new LinkedHashMap<>(more.getOrDefault(day(time), Map.of()));
    labels.merge(label, 1L, Long::sum);
    more.put(day(time), labels);
    return new ExclusionCounts(more);
  }

  /** Returns the numbers by label, from one time until before the other. */
  public Map<String, Long> between(Instant from, Instant until) {
    Map<String, Long> sums = new LinkedHashMap<>();
    counts.forEach(
        (day, labels) -> {
          if (!day.isBefore(day(from)) && day.isBefore(day(until))) {
            labels.forEach((label, count) -> sums.merge(label, count, Long::sum));
          }
        });
    return sums;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
