package io.rootmon.lambda.iac;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was proven, how, by what, and how long after the start; printed at the end for those who
 * read the build's log.
 */
final class TestEvidence {
  private final Instant start = Instant.now();
  private final List<String> lines = new ArrayList<>();

  TestEvidence() {
    lines.add(row("what was proven", "how", "by what", "after"));
  }

  void add(String what, String how, String by) {
    lines.add(row(what, how, by, Duration.between(start, Instant.now()).toSeconds() + " s"));
  }

  private static String row(String what, String how, String by, String after) {
    return "%-50s | %-78s | %-48s | %s".formatted(what, how, by, after);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
