package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.Optional;

/** Selects the events that can lead to an alert, and counts the others. */
final class AlertFilter {
  private final Terminal terminal;
  private final Severity minimum;
  private final EventDeduplicator seen = new EventDeduplicator();
  private int duplicates;
  private int below;
  private int notRoot;

  AlertFilter(Terminal terminal, Severity minimum) {
    this.terminal = terminal;
    this.minimum = minimum;
  }

  /** Passes an event to the sink if it is new, concerns root and is severe enough. */
  void filter(CloudTrailEvent event, AlertSink sink) {
    if (!seen.add(event)) {
      duplicates++;
      return;
    }
    Optional<Finding> finding = sink.monitor().judge(event);
    if (finding.isEmpty()) {
      notRoot++;
    } else if (!finding.get().usualSeverity().isAtLeast(minimum)) {
      below++;
    } else {
      sink.send(finding.get());
    }
  }

  void report() {
    note(below, CountText.of(below, "finding") + " below " + minimum + ", without an alert.");
    note(notRoot, CountText.of(notRoot, "event") + " not about root.");
    note(duplicates, CountText.of(duplicates, "duplicate event") + ", skipped.");
  }

  private void note(int count, String message) {
    if (count > 0) {
      terminal.note(message);
    }
  }
}
