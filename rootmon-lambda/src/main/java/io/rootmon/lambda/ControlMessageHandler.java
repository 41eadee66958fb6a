package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.control.ControlMessage;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.control.ControlMessage.DriftCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.control.ControlMessage.IncidentTimer;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.control.ControlMessage.WeeklyReport;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.lambda.BatchItem.Acted;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.CoverageItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.MessageParser.ParsedMessage;
import io.rootmon.monitoring.CoverageCheckRunner;
import io.rootmon.monitoring.DeadLetterProcessor.Event;
import io.rootmon.report.Week;
import io.rootmon.report.WeeklyReporter;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Processes messages for rootmon itself: stores heartbeats, checks the coverage and the drift,
 * alerts on spoke alarms, runs incident timers, sends weekly reports and test alerts.
 */
final class ControlMessageHandler implements BatchProcessor.ControlProcessor {
  private static final CoverageCheckRunner.Result NOT_CONFIGURED =
      new CoverageCheckRunner.Result(
          Optional.empty(),
          "the configuration has no coverage: nothing to check",
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());
  private static final String NO_STACK_SETS =
      "the configuration has no coverage.stackSets: no drift to check";
  private static final String NO_STATE =
      "the configuration has no state: the result of a test could not be read";
  private static final String NO_REPORT =
      "the configuration has no report.weekly: nobody to tell of the week";

  private final FunctionContext context;
  private final RootMonitor monitor;
  private final Optional<CoverageCheckRunner> checks;
  private final MessageParser deadLetterParser;
  private final BatchProcessor deadLetters;

  ControlMessageHandler(FunctionContext context) {
    this.context = context;
    this.monitor = context.monitor();
    this.checks =
        context.coverage().map(it -> new CoverageCheckRunner(monitor, it, context.checks()));
    this.deadLetterParser = new MessageParser(monitor, Optional.empty());
    this.deadLetters =
        new BatchProcessor(
            monitor, (id, it, deadline) -> alarm(id, it, (SpokeAlarm) it.signal(), deadline));
  }

  @Override
  public ItemResult process(String messageId, ControlItem item, Deadline deadline) {
    ControlMessage message = item.signal();
    try {
      if (message instanceof SpokeAlarm alarm) {
        return alarm(messageId, item, alarm, deadline);
      } else if (message instanceof CoverageCheck check) {
        return check(messageId, check, deadline);
      } else if (message instanceof DriftCheck check) {
        return ItemResult.skipped(messageId, drift(check, deadline), Instant.now());
      } else if (message instanceof DeliveryTest test) {
        return test(messageId, test, deadline);
      } else if (message instanceof WeeklyReport report) {
        return ItemResult.notified(messageId, item, week(report, deadline), Instant.now());
      } else if (message instanceof IncidentTimer timer) {
        ProcessingResult outcome =
            monitor.onTimer(timer.account(), timer.incident(), timer.duty(), deadline);
        return ItemResult.notified(messageId, item, outcome, Instant.now());
      }
      if (context.coverage().isPresent()) {
        context.coverage().get().recordHeartbeat((Heartbeat) message);
      }
      return ItemResult.skipped(messageId, item, Instant.now());
    } catch (StateException e) {
      return ItemResult.failed(messageId, item, String.valueOf(e.getMessage()), Instant.now());
    }
  }

  private ItemResult alarm(
      String messageId, ControlItem item, SpokeAlarm alarm, Deadline deadline) {
    return ItemResult.notified(messageId, item, monitor.process(alarm, deadline), Instant.now());
  }

  /** Reports the week before the one in which the report is due; each week only once. */
  private ProcessingResult week(WeeklyReport message, Deadline deadline) throws StateException {
    if (context.weekly().isEmpty()) {
      return new ProcessingResult(
          IncidentAction.UNROUTED, new DispatchReport("weekly", List.of()), List.of(NO_REPORT));
    }
    WeeklyReporter weekly = context.weekly().get();
    Week week = Week.of(message.time()).previous();
    Alert alert = weekly.report(week, deadline.part(2, 3));
    return monitor.notifyChannels(alert, weekly.channels(), deadline);
  }

  private ItemResult check(String messageId, CoverageCheck message, Deadline deadline)
      throws StateException {
    List<ItemResult> events = new ArrayList<>();
    CoverageCheckRunner.Result result = NOT_CONFIGURED;
    if (checks.isPresent()) {
      result =
          checks
              .get()
              .run(
                  message,
                  (letters, until) -> {
                    events.addAll(processDeadLetters(letters, until));
                    return unfinished(events);
                  },
                  deadline);
    }
    return new ItemResult(
        messageId,
        new CoverageItem(result, events),
        result.outcome(),
        result.incomplete(),
        Instant.now());
  }

  /** Without control messages, of which only a spoke alarm is an event of AWS. */
  private List<ItemResult> processDeadLetters(List<Event> letters, Deadline deadline) {
    List<ParsedMessage> messages = new ArrayList<>();
    for (Event letter : letters) {
      List<BatchItem> items =
          new ArrayList<>(deadLetterParser.parse(letter.id(), letter.body()).items());
      items.removeIf(it -> it instanceof ControlItem c && !(c.signal() instanceof SpokeAlarm));
      messages.add(new ParsedMessage(letter.id(), items));
    }
    return deadLetters.process(messages, deadline);
  }

  /**
   * A record that cannot be parsed, and of which the channels were notified, is done, other than in
   * the function's own queue: it would be read again every hour.
   */
  private static Set<String> unfinished(List<ItemResult> results) {
    return results.stream()
        .filter(it -> !it.isDone() && !(it.item() instanceof MalformedItem && it.isNotified()))
        .map(ItemResult::messageId)
        .collect(Collectors.toSet());
  }

  /** Only starts the detection: the hourly check reads the result, and starts what failed here. */
  private Acted drift(DriftCheck message, Deadline deadline) throws StateException {
    if (context.checks().filter(it -> it.drift().isConfigured()).isEmpty()) {
      return new Acted("no drift detection was started", NO_STACK_SETS);
    }
    List<String> problems = context.checks().get().drift().start(message, deadline);
    return new Acted("drift detection was started", String.join("; ", problems));
  }

  private ItemResult test(String messageId, DeliveryTest test, Deadline deadline)
      throws StateException {
    if (context.tests().isEmpty()) {
      Acted item = new Acted("no test alert was sent", NO_STATE);
      return ItemResult.skipped(messageId, item, Instant.now());
    }
    Optional<ProcessingResult> outcome = context.tests().get().run(test, deadline);
    Acted item =
        outcome.isPresent()
            ? new Acted("a test alert was sent", "test " + test.id())
            : new Acted("a test alert was not sent", "it is older than 15 min");
    return new ItemResult(messageId, item, outcome, Optional.empty(), Instant.now());
  }
}
