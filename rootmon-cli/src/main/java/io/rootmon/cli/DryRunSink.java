package io.rootmon.cli;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.outbox.OutboxChannel;
import io.rootmon.channel.outbox.OutboxChannel.WrittenAlert;
import io.rootmon.incident.Decision;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes to the outbox what the channels would receive and prints it; sends nothing. Incidents and
 * routes decide as they do for delivery. An alert to several channels is written once.
 */
final class DryRunSink implements AlertSink {
  private static final Duration TIME_LEFT = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final RootMonitor monitor;
  private final OutboxChannel outbox;
  private final Set<String> taken = new HashSet<>();
  private int written;
  private int suppressed;
  private int unrouted;
  private boolean failed;

  DryRunSink(
      Terminal terminal,
      List<String> files,
      ConfigurationDocument configuration,
      Severity minimum,
      Path outbox,
      Templates templates) {
    this.terminal = terminal;
    this.outbox = new OutboxChannel(outbox, templates, this::written);
    Set<String> names =
        configuration.channels().isEmpty()
            ? Set.of(this.outbox.name())
            : configuration.channels().keySet();
    List<Channel> channels = names.stream().<Channel>map(Rehearsed::new).toList();
    this.monitor = LocalMonitor.of(files, configuration, channels, minimum, terminal.clock());
  }

  /** Replaces a channel of the configuration and writes to the outbox. */
  private final class Rehearsed implements Channel {
    private final String name;

    Rehearsed(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
      return add(alert, deadline);
    }
  }

  private synchronized Receipt add(Alert alert, Deadline deadline) throws DeliveryException {
    String key = alert.id() + "#" + alert.eventKey();
    if (taken.contains(key)) {
      return new Receipt("written for another channel");
    }
    Receipt receipt = outbox.send(alert, deadline);
    taken.add(key);
    return receipt;
  }

  @Override
  public RootMonitor monitor() {
    return monitor;
  }

  @Override
  public void send(Finding finding) {
    Decision decision = monitor.decide(finding, Deadline.in(TIME_LEFT));
    if (!decision.channels().isEmpty()) {
      check(monitor.process(finding, decision, Deadline.in(TIME_LEFT)));
    } else if (decision.action() == IncidentAction.UNROUTED) {
      unrouted++;
    } else {
      suppressed++;
      terminal.note(
          TerminalText.line(
              finding.activity().event().time()
                  + " "
                  + finding.activity().event().name()
                  + " "
                  + SuppressionText.of(finding, decision)));
    }
  }

  private void check(ProcessingResult outcome) {
    outcome
        .report()
        .deliveries()
        .forEach(
            delivery ->
                delivery
                    .problem()
                    .ifPresent(
                        it -> {
                          failed = true;
                          terminal.print(delivery.channel() + ": " + it);
                        }));
  }

  private void written(WrittenAlert alert) {
    if (written++ > 0) {
      terminal.out().println("\n" + "-".repeat(72) + "\n");
    }
    terminal.out().print(TerminalText.lines(alert.text()));
    terminal.out().flush();
    alert.problems().forEach(terminal::print);
    terminal.note("Written to " + alert.folder());
  }

  @Override
  public ExitCode end() {
    if (written == 0) {
      terminal.note("No alert.");
    }
    if (suppressed > 0) {
      terminal.note(CountText.of(suppressed, "finding") + " suppressed, listed above.");
    }
    if (unrouted > 0) {
      terminal.note(CountText.of(unrouted, "finding") + " without an alert: no route matches.");
    }
    return ExitCode.completed(!failed);
  }
}
