package io.rootmon.cli;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.ChannelContext;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.Decision;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Finding;
import io.rootmon.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sends alerts to the channels that the document's routes match. Without --yes, it sends nothing
 * until everything is read and counted, so that an old archive does not cause a flood of alerts.
 */
final class ChannelSink implements AlertSink {
  static final int MAX_WITHOUT_CONFIRMATION = 20;
  private static final int MAX_UNROUTED = 20;
  private static final Duration TIME_LEFT = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final String channels;
  private final boolean isSure;
  private final RootMonitor monitor;
  private final List<Runnable> held = new ArrayList<>();
  private int wanted;
  private int unrouted;
  private int copies;
  private int appended;
  private int sent;
  private int failed;
  private boolean refused;

  ChannelSink(
      Terminal terminal,
      List<String> files,
      Path document,
      ConfigurationDocument configuration,
      ChannelContext around,
      boolean isSure) {
    this.terminal = terminal;
    this.channels = String.join(", ", configuration.channels().keySet()) + " of " + document;
    this.isSure = isSure;
    this.monitor =
        RootMonitor.builder(configuration, around, new MemoryStore(around.clock()))
            .sessions(new FileSessionStore(files))
            .signIns(new SignInsInFiles(files))
            .build();
  }

  @Override
  public RootMonitor monitor() {
    return monitor;
  }

  @Override
  public void send(Finding finding) {
    Decision decision = monitor.decide(finding, Deadline.in(TIME_LEFT));
    if (!decision.channels().isEmpty()) {
      add(
          monitor.alert(finding, decision),
          () -> monitor.process(finding, decision, Deadline.in(TIME_LEFT)));
      return;
    }
    switch (decision.action()) {
      case APPEND -> {
        appended++;
        terminal.note(
            TerminalText.line(
                finding.activity().event().time()
                    + " "
                    + finding.activity().event().name()
                    + " "
                    + SuppressionText.of(finding, decision)));
      }
      case DUPLICATE -> copies++;
      default -> {
        if (++unrouted <= MAX_UNROUTED) {
          print(monitor.alert(finding, decision));
          terminal.out().println("  no route matches");
        }
      }
    }
  }

  private void add(Alert alert, Supplier<ProcessingResult> sending) {
    wanted++;
    if (isSure) {
      send(alert, sending);
    } else if (wanted <= MAX_WITHOUT_CONFIRMATION) {
      held.add(() -> send(alert, sending));
    }
  }

  private void send(Alert alert, Supplier<ProcessingResult> sending) {
    if (sent++ == 0) {
      terminal.note("Sending to " + channels + ".");
    }
    ProcessingResult outcome = sending.get();
    print(alert);
    outcome.report().deliveries().forEach(this::print);
    if (outcome.action() == IncidentAction.UNROUTED || outcome.report().deliveries().isEmpty()) {
      terminal.out().println("  no route matches");
    }
    terminal.out().flush();
    outcome.problems().forEach(terminal::print);
    failed += outcome.report().isDeliveredEverywhere() ? 0 : 1;
    refused |= !outcome.report().with(Result.REJECTED).isEmpty();
  }

  private void print(Alert alert) {
    String line = alert.time() + "  " + alert.headline();
    terminal.out().println(terminal.severity(alert.severity()) + "  " + TerminalText.line(line));
  }

  private void print(Delivery delivery) {
    String line = delivery.channel() + ": " + DeliveryText.of(delivery);
    terminal.out().println("  " + TerminalText.line(line));
  }

  @Override
  public ExitCode end() {
    if (!isSure && wanted > MAX_WITHOUT_CONFIRMATION) {
      terminal.print(
          CountText.of(wanted, "alert") + " would go to " + channels + ". Nothing was sent.");
      terminal.print(
          "Preview them with --out DIR, select fewer with --min-severity, or send all with --yes.");
      return ExitCode.USAGE;
    }
    held.forEach(Runnable::run);
    note(wanted + unrouted == 0 ? 1 : 0, "No alert.");
    if (failed > 0) {
      terminal.print(
          CountText.number(failed)
              + " of "
              + CountText.of(sent, "alert")
              + " not delivered everywhere.");
    }
    note(refused ? 1 : 0, "The other channels were notified of the rejected alert.");
    note(unrouted, CountText.of(unrouted, "finding") + " without an alert: no route matches.");
    note(appended, CountText.of(appended, "finding") + " suppressed, listed above.");
    note(copies, CountText.of(copies, "duplicate") + " of events, alerted once.");
    return ExitCode.completed(failed == 0);
  }

  private void note(int count, String message) {
    if (count > 0) {
      terminal.note(message);
    }
  }
}
