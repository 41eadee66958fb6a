package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;
import java.util.Optional;

/**
 * Supplies the log files of a scan one at a time. Implementations are safe for use by multiple
 * threads.
 */
public interface LogSource extends AutoCloseable {
  /** Returns the next file; empty at the end, and after it. */
  Optional<LogFile> next();

  /** Returns the name of the source, as the user typed it. */
  String name();

  /** Returns whether a source without records is a valid result, and not an error of the input. */
  default boolean mayBeEmpty() {
    return false;
  }

  /** Returns the number of workers that this source can keep busy. */
  int workers();

  /** Adds the records that an earlier run already read. */
  default void replay(CloudTrailReader reader, ScanSink sink) {}

  /** Stops the work in the background and saves the progress. */
  @Override
  default void close() {}
}
