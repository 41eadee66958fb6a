package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.ReadResult;

/** Receives the records of a scan. Each worker has its own. */
public interface ScanSink {
  /** Counts one record, and judges it if it is an event. */
  void add(ReadResult result);

  /** Adds the counts of an earlier run. */
  void add(ScanCounts counts);
}
