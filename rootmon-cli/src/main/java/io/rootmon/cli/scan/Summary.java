package io.rootmon.cli.scan;

import io.rootmon.cli.Counted;
import io.rootmon.cli.scan.Counts.Count;

/** The sum of a report, a few lines of text. */
final class Summary {
  private Summary() {}

  static String of(ScanReport report) {
    StringBuilder text = new StringBuilder();
    line(text, Counted.of(report.records(), "record") + " read" + from(report));
    if (report.first().isPresent() && report.last().isPresent()) {
      line(text, "  from " + report.first().get() + " to " + report.last().get());
    }
    if (report.outside() > 0) {
      line(text, "  " + Counted.number(report.outside()) + " of another time, left out");
    }
    line(
        text,
        "  "
            + Counted.of(report.duplicates(), "copy", "copies")
            + " of records about root, left out");
    for (Count skipped : report.skipped()) {
      line(text, "  " + Counted.number(skipped.count()) + " skipped: " + skipped.name());
    }
    if (report.problems() > 0) {
      line(text, "  " + Counted.number(report.problems()) + " could not be read");
    }
    line(text, "  " + Counted.number(report.rootIdentities()) + " with root identity");
    line(text, "  " + Counted.of(report.findings(), "finding") + " about root");
    if (report.serviceActs() > 0) {
      line(
          text,
          "  " + Counted.of(report.serviceActs(), "act") + " of AWS services among them, counted");
    }
    line(text, "  " + Counted.number(report.notRoot()) + " not about root");
    return text.toString();
  }

  private static String from(ScanReport report) {
    return " from " + Counted.of(report.files(), "file");
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
