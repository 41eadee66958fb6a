package io.rootmon.lambda.drill;

import io.rootmon.lambda.drill.Station.Medium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills a worker at some of its deliveries' moments, and remembers each delivery's course. */
final class Deaths {
  /** Which of the moments, counted from the drill's beginning, are a worker's last. */
  private static final Set<Integer> LAST = Set.of(7, 90);

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
  private final Map<String, Course> courses = new ConcurrentHashMap<>();
  private final List<Long> ends = new ArrayList<>();
  private final long start = System.nanoTime();
  private int kills;

  Deaths(Moment moment, Medium target, Runnable kill) {
    this.moment = moment;
    this.target = target;
    this.kill = kill;
  }

  void claimed(Medium medium, String event) {
    course(medium, event).add(Course.Step.CLAIMED, now());
    pass(Moment.BEFORE_SEND, medium);
  }

  void sent(Medium medium, String event, boolean unclaimed) {
    Course.Step step = unclaimed ? Course.Step.SENT_UNCLAIMED : Course.Step.SENT;
    course(medium, event).add(step, now());
    pass(Moment.AFTER_SEND_BEFORE_MARK, medium);
  }

  void marked(Medium medium, String event) {
    course(medium, event).add(Course.Step.MARKED, now());
    pass(Moment.AFTER_MARK, medium);
  }

  private void pass(Moment passed, Medium medium) {
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

  /** Whether people were told that it may come twice. */
  boolean isUnclaimed(Medium medium, String event) {
    return course(medium, event).isUnclaimed();
  }

  /** Whether workers died between sending it and marking it, as often as it came again. */
  synchronized boolean explain(Medium medium, String event) {
    return course(medium, event).isExplainedBy(ends);
  }

  /** What happened to it, in milliseconds from the drill's beginning. */
  synchronized String tell(Medium medium, String event) {
    return "%s %s: %s; workers' ends %s"
        .formatted(Drill.medium(medium), event, course(medium, event), ends);
  }

  private Course course(Medium medium, String event) {
    return courses.computeIfAbsent(medium + event, it -> new Course());
  }

  private long now() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
