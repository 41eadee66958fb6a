package io.rootmon.cli.scan;

import java.io.PrintStream;

/** How a report is written. */
@FunctionalInterface
interface ReportFormat {
  void print(ScanReport report, PrintStream out);
}
