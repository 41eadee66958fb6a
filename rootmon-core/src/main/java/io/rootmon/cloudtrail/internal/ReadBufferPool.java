package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.cloudtrail.ReadLimits;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.Inflater;

/**
 * The unused read buffers: as many as were needed concurrently. Safe for use by multiple threads.
 */
public final class ReadBufferPool {
  private final Queue<ReadBuffers> free = new ConcurrentLinkedQueue<>();
  private final Optional<Supplier<RecordPrefilter>> skimmers;

  /**
   * @param wanted accepts the names of events that the prefilter must not skip; without it, there
   *     is no prefilter
   */
  public ReadBufferPool(Optional<Predicate<String>> wanted, ReadLimits limits) {
    this.skimmers = wanted.map(it -> () -> newPrefilter(it, limits.depth()));
  }

  /** Returns a prefilter that agrees with the full reader on names and types. */
  public static RecordPrefilter newPrefilter(Predicate<String> wanted, int depth) {
    return new RecordPrefilter(
        wanted,
        new RecordPrefilter.FieldNames(
            KeyVariants.OF_RECORD::isVariant,
            KeyVariants.OF_IDENTITY::isVariant,
            UserIdentity.KNOWN_TYPES),
        depth);
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

  /**
   * The buffers for reading files one after the other: allocating them again for each file takes
   * longer than reading a small file. For one thread at a time.
   */
  public static final class ReadBuffers {
    // Of more than that at a time, Java makes a copy in memory that it asks for each time.
    private static final int PACKED = 8 * 1024;
    private static final int UNPACKED = 64 * 1024;

    /** Room for some of a file's bytes. */
    final byte[] packed = new byte[PACKED];

    /** Room for the bytes being examined; a larger record's room is not kept. */
    final byte[] unpacked = new byte[UNPACKED];

    final Inflater inflater = new Inflater(true);
    public final Optional<RecordPrefilter> skimmer;

    ReadBuffers(Optional<RecordPrefilter> skimmer) {
      this.skimmer = skimmer;
    }
  }
}
