package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailReader;

/** A log file of a scan: a local file, an object in S3, or the event history of a region. */
public interface LogFile {
  /** The name that messages show. */
  String name();

  /** Whether the report counts it as a file. A problem or a skipped object is not one. */
  default boolean isCounted() {
    return true;
  }

  /** Reads the file once. A failure is a malformed record of the sink, not an exception. */
  void read(CloudTrailReader reader, ScanSink sink);
}
