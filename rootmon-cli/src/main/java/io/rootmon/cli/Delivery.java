package io.rootmon.cli;

import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.outbox.OutboxChannel.Written;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;

/** What became of the events that {@code rootmon alert} read, and its words on them. */
final class Delivery {
  private final Terminal terminal;
  private final Severity minimum;
  private final SeenEvents seen = new SeenEvents();
  private int written;
  private int duplicates;
  private int below;
  private int notRoot;
  private boolean failed;

  Delivery(Terminal terminal, Severity minimum) {
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

  void written(Written alert) {
    if (written++ > 0) {
      terminal.out().println("\n" + "-".repeat(72) + "\n");
    }
    terminal.out().print(Printable.lines(alert.text()));
    terminal.out().flush();
    alert.problems().forEach(terminal::say);
    terminal.say("written to " + alert.folder());
  }

  void delivered(DispatchReport report) {
    for (DispatchReport.Delivery delivery : report.deliveries()) {
      delivery
          .problem()
          .ifPresent(
              it -> {
                failed = true;
                terminal.say(delivery.channel() + ": " + it);
              });
    }
  }

  /** Says what there was beside the alerts; false if one of them was not delivered. */
  boolean report() {
    say(written == 0 ? 1 : 0, "no alert");
    say(below, Counted.of(below, "finding") + " below " + minimum + ", not told");
    say(notRoot, Counted.of(notRoot, "event") + " not about root");
    say(duplicates, Counted.of(duplicates, "duplicate") + " by event id, told once");
    return !failed;
  }

  private void say(int count, String message) {
    if (count > 0) {
      terminal.say(message);
    }
  }
}
