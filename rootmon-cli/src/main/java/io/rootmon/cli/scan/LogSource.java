package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;
import java.util.Optional;

/** Supplies the log files of a scan one at a time. Safe for use by multiple threads. */
public interface LogSource extends AutoCloseable {
  /** The next file; empty at the end, and after it. */
  Optional<LogFile> next();

  /** The name of the source, as the user typed it. */
  String name();

  /** Whether a source without records is a result, and not an input that is wrong. */
  default boolean mayBeEmpty() {
    return false;
  }

  /** The number of workers that this source can keep busy. */
  int workers();

  /** Adds the records that an earlier run already read. */
  default void replay(CloudTrailReader reader, ScanSink sink) {}

  /** Stops the work in the background and saves the progress. */
  @Override
  default void close() {}
}
