package io.rootmon.cli.scan;

import java.io.PrintStream;

/** Writes a report in one format. */
@FunctionalInterface
interface ScanReportFormat {
  void print(ScanReport report, PrintStream out);
}
