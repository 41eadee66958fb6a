package io.rootmon.cloudtrail;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The desks that nobody reads at: as many as were needed at once. Safe for use by many threads. */
final class Desks {
  private final Queue<Desk> free = new ConcurrentLinkedQueue<>();
  private final Optional<Supplier<Skimmer>> skimmers;

  /**
   * @param skimmers one for each desk, or none
   */
  Desks(Optional<Supplier<Skimmer>> skimmers) {
    this.skimmers = skimmers;
  }

  /** Whether there is a skimmer at each. */
  boolean skim() {
    return skimmers.isPresent();
  }

  Desk take() {
    Desk desk = free.poll();
    return desk == null ? new Desk(skimmers.map(Supplier::get)) : desk;
  }

  void giveBack(Desk desk) {
    free.add(desk);
  }
}
