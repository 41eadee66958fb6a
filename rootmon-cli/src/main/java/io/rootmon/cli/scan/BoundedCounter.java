package io.rootmon.cli.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts names. After ten thousand different names, all others are counted as one. */
final class BoundedCounter {
  private static final int MAX_NAMES = 10_000;
  private static final String OTHERS = "(others)";

  private final Map<String, Long> counts = new HashMap<>();

  /** A name and its count. */
  record Count(String name, long count) {}

  void add(String name) {
    add(name, 1);
  }

  void addAll(BoundedCounter other) {
    other.counts.forEach(this::add);
  }

  /** Returns the names by count, the most frequent first, then by name. */
  List<Count> ranked() {
    List<Count> ranked = new ArrayList<>();
    counts.forEach((name, count) -> ranked.add(new Count(name, count)));
    ranked.sort(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name));
    return List.copyOf(ranked);
  }

  void add(String name, long count) {
    boolean hasRoom = counts.size() < MAX_NAMES || counts.containsKey(name);
    counts.merge(hasRoom ? name : OTHERS, count, Long::sum);
  }
}
