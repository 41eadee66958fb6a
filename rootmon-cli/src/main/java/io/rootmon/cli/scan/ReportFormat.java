package io.rootmon.cli.scan;

/** How a report is written. */
@FunctionalInterface
interface ReportFormat {
  String of(ScanReport report);
}
