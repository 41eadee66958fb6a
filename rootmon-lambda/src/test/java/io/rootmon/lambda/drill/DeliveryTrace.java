package io.rootmon.lambda.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of one delivery, in the order in which the store and the server saw them. */
final class DeliveryTrace {
  /** The steps that are visible outside of the worker. */
  enum Step {
    CLAIMED,
    SENT,
    /** The message says that the store did not answer, and that it may come twice. */
    SENT_UNCLAIMED,
    MARKED
  }

  private record ObservedDelivery(Step step, long time) {
    @Override
    public String toString() {
      return step + " " + time;
    }
  }

  private final List<ObservedDelivery> seen = new ArrayList<>();

  synchronized void add(Step step, long time) {
    seen.add(new ObservedDelivery(step, time));
  }

  /** Every further sending follows a worker's end, and no mark since the sending before. */
  synchronized boolean isExplainedBy(List<Long> ends) {
    Optional<ObservedDelivery> before = Optional.empty();
    boolean marked = false;
    for (ObservedDelivery it : seen) {
      if (it.step() == Step.MARKED) {
        marked = true;
      } else if (it.step() != Step.CLAIMED) {
        if (before.isPresent() && (marked || !ended(ends, before.get().time(), it.time()))) {
          return false;
        }
        before = Optional.of(it);
        marked = false;
      }
    }
    return true;
  }

  /** Whether the message says that it may be a duplicate. */
  synchronized boolean isUnleased() {
    return seen.stream().anyMatch(it -> it.step() == Step.SENT_UNCLAIMED);
  }

  private static boolean ended(List<Long> ends, long after, long before) {
    return ends.stream().anyMatch(it -> after <= it && it <= before);
  }

  @Override
  public synchronized String toString() {
    return seen.toString();
  }
}
