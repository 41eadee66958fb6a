package io.rootmon.cli.scan;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.UnaryOperator;

/**
 * Keeps the first values of an order, independent of their order of arrival, and counts the rest.
 */
final class TopN<T> {
  private final Comparator<T> order;
  private final int most;
  private final PriorityQueue<T> kept;
  private long count;

  TopN(int most, Comparator<T> order) {
    this.most = most;
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void add(T one) {
    add(one, UnaryOperator.identity());
  }

  /** Adds a value. If it is kept, its trimmed form is stored. */
  void add(T one, UnaryOperator<T> trim) {
    count++;
    if (kept.size() < most || (most > 0 && order.compare(one, kept.element()) < 0)) {
      keep(trim.apply(one));
    }
  }

  /** Adds the first values of a list that was counted elsewhere. */
  void add(List<T> first, long all) {
    count += all;
    first.forEach(this::keep);
  }

  void addAll(TopN<T> other) {
    count += other.count;
    other.kept.forEach(this::keep);
  }

  List<T> sorted() {
    return kept.stream().sorted(order).toList();
  }

  /** Returns the number of values, including those that were not kept. */
  long count() {
    return count;
  }

  private void keep(T one) {
    kept.add(one);
    if (kept.size() > most) {
      kept.remove();
    }
  }
}
