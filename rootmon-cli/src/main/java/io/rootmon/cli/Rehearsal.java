package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.outbox.OutboxChannel;
import io.rootmon.channel.outbox.OutboxChannel.Written;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.config.Configuration;
import io.rootmon.judge.Finding;
import io.rootmon.render.Templates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Writes the messages to the outbox and prints them; sends nothing. */
final class Rehearsal implements Telling {
  private static final Duration TIME_LEFT = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final RootMonitor monitor;
  private int written;
  private boolean failed;

  Rehearsal(
      Terminal terminal,
      List<String> files,
      Configuration configuration,
      Path outbox,
      Templates templates) {
    this.terminal = terminal;
    OutboxChannel channel = new OutboxChannel(outbox, templates, this::written);
    this.monitor = LocalMonitor.of(files, configuration, List.of(channel));
  }

  @Override
  public RootMonitor monitor() {
    return monitor;
  }

  @Override
  public void tell(Finding finding) {
    write(monitor.alert(finding));
  }

  @Override
  public void tell(MalformedEventException problem) {
    write(monitor.alert(problem, terminal.clock().instant()));
  }

  private void write(Alert alert) {
    for (DispatchReport.Delivery delivery : monitor.dispatch(alert, TIME_LEFT).deliveries()) {
      delivery
          .problem()
          .ifPresent(
              it -> {
                failed = true;
                terminal.say(delivery.channel() + ": " + it);
              });
    }
  }

  private void written(Written alert) {
    if (written++ > 0) {
      terminal.out().println("\n" + "-".repeat(72) + "\n");
    }
    terminal.out().print(Printable.lines(alert.text()));
    terminal.out().flush();
    alert.problems().forEach(terminal::say);
    terminal.say("written to " + alert.folder());
  }

  @Override
  public boolean end() {
    if (written == 0) {
      terminal.say("no alert");
    }
    return !failed;
  }
}
