package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.Optional;

/** What {@code rootmon alert} tells nobody of, counted. */
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

  /** Gives on what is new, concerns root and is severe enough. */
  void sift(CloudTrailEvent event, AlertSink telling) {
    if (!seen.add(event)) {
      duplicates++;
      return;
    }
    Optional<Finding> finding = telling.monitor().judge(event);
    if (finding.isEmpty()) {
      notRoot++;
    } else if (!finding.get().usualSeverity().isAtLeast(minimum)) {
      below++;
    } else {
      telling.tell(finding.get());
    }
  }

  void report() {
    say(below, Plural.of(below, "finding") + " below " + minimum + ", not alerted");
    say(notRoot, Plural.of(notRoot, "event") + " not about root");
    say(duplicates, Plural.of(duplicates, "duplicate") + " by event id, told once");
  }

  private void say(int count, String message) {
    if (count > 0) {
      terminal.say(message);
    }
  }
}
