package io.rootmon.cli.scan;

import java.io.PrintStream;

/** How a report is written. */
@FunctionalInterface
interface ScanReportFormat {
  void print(ScanReport report, PrintStream out);
}
