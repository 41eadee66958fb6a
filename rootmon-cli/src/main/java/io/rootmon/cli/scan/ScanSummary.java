package io.rootmon.cli.scan;

import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.text.CountText;

/** Summarizes a report in a few lines of text. */
final class ScanSummary {
  private ScanSummary() {}

  static String of(ScanReport report) {
    StringBuilder text = new StringBuilder();
    line(text, CountText.of(report.records(), "record") + " read" + from(report));
    if (report.first().isPresent() && report.last().isPresent()) {
      line(text, "  from " + report.first().get() + " to " + report.last().get());
    }
    if (report.outside() > 0) {
      line(text, "  " + CountText.number(report.outside()) + " outside the time range, excluded");
    }
    line(
        text,
        "  "
            + CountText.of(report.duplicates(), "duplicate record", "duplicate records")
            + " about root, excluded");
    for (Count skipped : report.skipped()) {
      line(text, "  " + CountText.number(skipped.count()) + " skipped: " + skipped.name());
    }
    if (report.problems() > 0) {
      line(text, "  " + CountText.number(report.problems()) + " could not be read");
    }
    line(text, "  " + CountText.number(report.rootIdentities()) + " with root identity");
    line(text, "  " + CountText.of(report.findings(), "finding") + " about root");
    if (report.serviceActs() > 0) {
      line(
          text,
          "  "
              + CountText.of(report.serviceActs(), "act")
              + " of AWS services among them, counted");
    }
    line(text, "  " + CountText.number(report.notRoot()) + " not about root");
    return text.toString();
  }

  private static String from(ScanReport report) {
    return " from " + CountText.of(report.files(), report.unit());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
