package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The unused read buffers: as many as were needed concurrently. Safe for use by multiple threads.
 */
public final class ReadBufferPool {
  private final Queue<ReadBuffers> free = new ConcurrentLinkedQueue<>();
  private final Optional<Supplier<RecordPrefilter>> skimmers;

  /**
   * @param skimmers one prefilter for each buffer, or none
   */
  public ReadBufferPool(Optional<Supplier<RecordPrefilter>> skimmers) {
    this.skimmers = skimmers;
  }

  /** Returns whether each has a prefilter. */
  public boolean prefilter() {
    return skimmers.isPresent();
  }

  public ReadBuffers acquire() {
    ReadBuffers desk = free.poll();
    return desk == null ? new ReadBuffers(skimmers.map(Supplier::get)) : desk;
  }

  public void release(ReadBuffers desk) {
    free.add(desk);
  }
}
