package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;

/** A log file of a scan: a local file, an object in S3, or the event history of a region. */
public interface LogFile {
  /** Returns the name in messages. */
  String name();

  /**
   * Returns whether the report counts it as a file. It does not count problems and skipped objects.
   */
  default boolean isCounted() {
    return true;
  }

  /** Reads the file once. A failure is a malformed record of the sink, not an exception. */
  void read(CloudTrailReader reader, ScanSink sink);
}
