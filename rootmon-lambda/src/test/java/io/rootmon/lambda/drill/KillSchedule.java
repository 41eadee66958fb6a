package io.rootmon.lambda.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a worker at some of its deliveries' moments, and remembers each delivery's course. */
final class KillSchedule {
  /** Which of the moments, counted from the drill's beginning, are a worker's last. */
  private static final Set<Integer> LAST = Set.of(7, 90);

  /** When a delivery can be cut short. */
  enum KillPoint {
    BEFORE_SEND,
    AFTER_SEND_BEFORE_MARK,
    AFTER_MARK
  }

  private final KillPoint moment;
  private final WireProtocol target;
  private final Runnable kill;
  private final AtomicInteger moments = new AtomicInteger();
  private final Map<String, DeliveryTrace> courses = new ConcurrentHashMap<>();
  private final List<Long> ends = new ArrayList<>();
  private final long start = System.nanoTime();
  private int kills;

  KillSchedule(KillPoint moment, WireProtocol target, Runnable kill) {
    this.moment = moment;
    this.target = target;
    this.kill = kill;
  }

  void claimed(WireProtocol medium, String event) {
    course(medium, event).add(DeliveryTrace.Step.CLAIMED, now());
    pass(KillPoint.BEFORE_SEND, medium);
  }

  void sent(WireProtocol medium, String event, boolean unclaimed) {
    DeliveryTrace.Step step =
        unclaimed ? DeliveryTrace.Step.SENT_UNCLAIMED : DeliveryTrace.Step.SENT;
    course(medium, event).add(step, now());
    pass(KillPoint.AFTER_SEND_BEFORE_MARK, medium);
  }

  void marked(WireProtocol medium, String event) {
    course(medium, event).add(DeliveryTrace.Step.MARKED, now());
    pass(KillPoint.AFTER_MARK, medium);
  }

  private void pass(KillPoint passed, WireProtocol medium) {
    if (passed == moment && medium == target && LAST.contains(moments.incrementAndGet())) {
      synchronized (this) {
        kills++;
      }
      kill.run();
    }
  }

  /**
   * The worker is gone, killed or given up; what it sent has arrived, since the next takes a second
   * to start.
   */
  synchronized void ended() {
    ends.add(now());
  }

  synchronized int kills() {
    return kills;
  }

  /** Whether the message says that it may be a duplicate. */
  boolean isUnleased(WireProtocol medium, String event) {
    return course(medium, event).isUnleased();
  }

  /** Whether each duplicate has a worker that died between the delivery and its record. */
  synchronized boolean explain(WireProtocol medium, String event) {
    return course(medium, event).isExplainedBy(ends);
  }

  /** What happened to it, in milliseconds from the drill's beginning. */
  synchronized String report(WireProtocol medium, String event) {
    return "%s %s: %s; workers' ends %s"
        .formatted(medium.channel(), event, course(medium, event), ends);
  }

  private DeliveryTrace course(WireProtocol medium, String event) {
    return courses.computeIfAbsent(medium + event, it -> new DeliveryTrace());
  }

  private long now() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
