package io.rootmon.lambda.drill;

import io.rootmon.lambda.drill.Station.Medium;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills a worker at some of its deliveries' moments, and remembers what it was in the middle of.
 */
final class Deaths {
  /** Which of the moments, counted from the drill's beginning, are a worker's last. */
  private static final Set<Integer> LAST = Set.of(7, 90);

  /** What arrived before its sender was seen dead. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

  /** When a delivery can be cut short. */
  enum Moment {
    BEFORE_SEND,
    AFTER_SEND_BEFORE_MARK,
    AFTER_MARK
  }

  private final Moment moment;
  private final Medium target;
  private final Runnable kill;
  private final AtomicInteger moments = new AtomicInteger();
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Map<String, Long> marked = new ConcurrentHashMap<>();
  private final List<Long> times = new ArrayList<>();

  Deaths(Moment moment, Medium target, Runnable kill) {
    this.moment = moment;
    this.target = target;
    this.kill = kill;
  }

  void claimed(Medium medium) {
    pass(Moment.BEFORE_SEND, medium);
  }

  void sent(Medium medium, String event) {
    sent.putIfAbsent(medium + event, System.nanoTime());
    pass(Moment.AFTER_SEND_BEFORE_MARK, medium);
  }

  void marked(Medium medium, String event) {
    marked.putIfAbsent(medium + event, System.nanoTime());
    pass(Moment.AFTER_MARK, medium);
  }

  private void pass(Moment passed, Medium medium) {
    if (passed == moment && medium == target && LAST.contains(moments.incrementAndGet())) {
      synchronized (this) {
        times.add(System.nanoTime());
      }
      kill.run();
    }
  }

  synchronized int count() {
    return times.size();
  }

  /** Whether a worker died between sending it and marking it as delivered. */
  synchronized boolean cutShort(Medium medium, String event) {
    long sentAt = sent.getOrDefault(medium + event, Long.MAX_VALUE);
    long markedAt = marked.getOrDefault(medium + event, Long.MAX_VALUE);
    return times.stream().anyMatch(it -> sentAt <= it + ON_THE_WAY.toNanos() && it <= markedAt);
  }
}
