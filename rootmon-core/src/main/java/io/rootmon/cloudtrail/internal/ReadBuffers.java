package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter;
import java.util.Optional;
import java.util.zip.Inflater;

/**
 * The buffers for reading files one after the other: allocating them again for each file takes
 * longer than reading a small file. For one thread at a time.
 */
public final class ReadBuffers {
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
