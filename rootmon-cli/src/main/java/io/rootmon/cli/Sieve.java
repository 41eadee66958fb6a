package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;

/** What {@code rootmon alert} tells nobody of, counted. */
final class Sieve {
  private final Terminal terminal;
  private final Severity minimum;
  private final SeenEvents seen = new SeenEvents();
  private int duplicates;
  private int below;
  private int notRoot;

  Sieve(Terminal terminal, Severity minimum) {
    this.terminal = terminal;
    this.minimum = minimum;
  }

  boolean isNew(CloudTrailEvent event) {
    boolean isNew = seen.add(event);
    duplicates += isNew ? 0 : 1;
    return isNew;
  }

  boolean isWanted(Finding finding) {
    boolean wanted = finding.severity().isAtLeast(minimum);
    below += wanted ? 0 : 1;
    return wanted;
  }

  void notRoot() {
    notRoot++;
  }

  void report() {
    say(below, Counted.of(below, "finding") + " below " + minimum + ", not told");
    say(notRoot, Counted.of(notRoot, "event") + " not about root");
    say(duplicates, Counted.of(duplicates, "duplicate") + " by event id, told once");
  }

  private void say(int count, String message) {
    if (count > 0) {
      terminal.say(message);
    }
  }
}
