package io.rootmon.internal.monitoring;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.ChannelContext;
import io.rootmon.control.ControlMessage;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.control.ControlMessage.DriftCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.control.ControlMessage.IncidentTimer;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.control.ControlMessage.WeeklyReport;
import io.rootmon.control.ControlMessage.WitnessCheck;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.control.EventPipeline;
import io.rootmon.internal.control.MessageScheduler;
import io.rootmon.internal.coverage.CoverageChecks;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.report.Week;
import io.rootmon.internal.report.WeeklyReporter;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.witness.WitnessChecker;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Processes messages for rootmon itself: stores heartbeats, checks the coverage and the drift,
 * alerts on spoke alarms, runs incident timers, sends weekly reports and test alerts. Safe for use
 * by many threads.
 */
public final class ControlMessageProcessor {
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
  private static final String NO_TRAIL =
      "the configuration has no trail, or the function has no queue: nothing to compare";
  private static final String NO_REPORT =
      "the configuration has no report.weekly: no channel receives the report";

  /**
   * The result of a message.
   *
   * @param action what rootmon did, for the log
   * @param remark more about it; empty if there is nothing
   * @param check the result of a coverage check
   * @param witness the result of a day of CloudTrail's log files
   * @param outcome the alerts; empty if there were none
   * @param problem why processing did not finish
   * @param isDone whether the queue may delete the message
   */
  public record Result(
      String action,
      String remark,
      Optional<CoverageCheckRunner.Result> check,
      Optional<WitnessDays.Day> witness,
      Optional<ProcessingResult> outcome,
      Optional<String> problem,
      boolean isDone) {
    private static Result done(String action, String remark) {
      return of(action, remark, Optional.empty(), Optional.empty(), true);
    }

    private static Result of(
        String action,
        String remark,
        Optional<ProcessingResult> outcome,
        Optional<String> problem,
        boolean isDone) {
      return new Result(
          action, remark, Optional.empty(), Optional.empty(), outcome, problem, isDone);
    }

    private static Result alerted(String action, ProcessingResult outcome) {
      return of(action, "", Optional.of(outcome), Optional.empty(), outcome.isDone());
    }

    private static Result compared(WitnessChecker.Result result) {
      return new Result(
          result.action(),
          result.remark(),
          Optional.empty(),
          result.day(),
          result.outcome(),
          result.problem(),
          result.isDone());
    }

    private static Result checked(CoverageCheckRunner.Result check) {
      return new Result(
          "coverage checked",
          "",
          Optional.of(check),
          Optional.empty(),
          check.outcome(),
          check.incomplete(),
          check.incomplete().isEmpty()
              && check.outcome().map(ProcessingResult::isDone).orElse(true));
    }

    private static Result failed(ControlMessage message, StateException problem) {
      String action =
          message instanceof CoverageCheck
              ? "coverage check failed"
              : "a " + message.getClass().getSimpleName() + " message was not processed";
      return of(
          action,
          "",
          Optional.empty(),
          Optional.of(String.valueOf(problem.getMessage())),
          // A lost heartbeat is not repeated: the next one has the same information.
          message instanceof Heartbeat);
    }
  }

  private final RootMonitor monitor;
  private final Optional<CoverageMonitor> coverage;
  private final Optional<CoverageChecks> checks;
  private final Optional<DeliveryTester> tests;
  private final Optional<WeeklyReporter> weekly;
  private final Optional<CoverageCheckRunner> runner;
  private final Optional<Supplier<WitnessChecker>> witness;
  private final Runnable beforeCheck;

  /**
   * Creates a processor.
   *
   * @param coverage empty without a coverage configuration
   * @param checks the parts of the hourly check other than the heartbeats; empty if there are none
   * @param tests sends test alerts; empty without a state table, which stores their results
   * @param weekly empty if no channel receives the weekly report
   */
  public ControlMessageProcessor(
      RootMonitor monitor,
      Optional<CoverageMonitor> coverage,
      Optional<CoverageChecks> checks,
      Optional<DeliveryTester> tests,
      Optional<WeeklyReporter> weekly) {
    this(monitor, coverage, checks, tests, weekly, Optional.empty(), () -> {});
  }

  private ControlMessageProcessor(
      RootMonitor monitor,
      Optional<CoverageMonitor> coverage,
      Optional<CoverageChecks> checks,
      Optional<DeliveryTester> tests,
      Optional<WeeklyReporter> weekly,
      Optional<Supplier<WitnessChecker>> witness,
      Runnable beforeCheck) {
    this.monitor = monitor;
    this.coverage = coverage;
    this.checks = checks;
    this.tests = tests;
    this.weekly = weekly;
    this.witness = witness;
    this.beforeCheck = beforeCheck;
    this.runner = coverage.map(it -> new CoverageCheckRunner(monitor, it, checks));
  }

  /** Creates a processor without coverage, test alerts and weekly report. */
  public static ControlMessageProcessor of(RootMonitor monitor) {
    return new ControlMessageProcessor(
        monitor, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Creates the processor that a configuration describes. Nothing is read yet.
   *
   * @param queue the queue of the function; empty if it is not known, so that CloudTrail's log
   *     files are not compared
   */
  public static ControlMessageProcessor of(
      ConfigurationDocument configuration,
      ChannelContext context,
      SharedStateStore store,
      RootMonitor monitor,
      Optional<MessageScheduler> queue) {
    return new ControlMessageProcessor(
        monitor,
        configuration.coverageMonitor(context, store),
        configuration.checks(context, store),
        configuration
            .state()
            .map(it -> new DeliveryTester(monitor, store.heartbeats(), context.clock())),
        Optional.of(configuration.weekly(context, store)).filter(it -> !it.channels().isEmpty()),
        // Created by its first message: its classes must not slow the start down.
        configuration.trail().isPresent()
            ? queue.map(it -> witness(configuration, context, store, monitor, it))
            : Optional.empty(),
        // A problem of the user's templates is found hourly, and not by the first alert.
        context.templates()::load);
  }

  private static Supplier<WitnessChecker> witness(
      ConfigurationDocument configuration,
      ChannelContext context,
      SharedStateStore store,
      RootMonitor monitor,
      MessageScheduler queue) {
    return new LazyWitness(
        () ->
            WitnessChecker.create(
                configuration,
                context.aws().get(),
                context.region(Optional.empty()),
                new WitnessDays(store.heartbeats()),
                monitor,
                queue));
  }

  /** Creates the checker once. */
  private static final class LazyWitness implements Supplier<WitnessChecker> {
    private final Supplier<WitnessChecker> factory;
    private @Nullable WitnessChecker checker;

    LazyWitness(Supplier<WitnessChecker> factory) {
      this.factory = factory;
    }

    @Override
    public synchronized WitnessChecker get() {
      if (checker == null) {
        checker = factory.get();
      }
      return checker;
    }
  }

  /**
   * Processes a message. A failure of the state store is part of the result.
   *
   * @param events processes the events that a coverage check finds in dead-letter queues
   */
  public Result process(ControlMessage message, EventPipeline events, Deadline deadline) {
    try {
      if (message instanceof SpokeAlarm alarm) {
        return Result.alerted("spoke alarm changed", monitor.process(alarm, deadline));
      } else if (message instanceof CoverageCheck check) {
        beforeCheck.run();
        return Result.checked(
            runner.isEmpty() ? NOT_CONFIGURED : runner.get().run(check, events, deadline));
      } else if (message instanceof DriftCheck check) {
        return drift(check, deadline);
      } else if (message instanceof WitnessCheck check) {
        return witness.isEmpty()
            ? Result.done("nothing was compared", NO_TRAIL)
            : Result.compared(witness.get().get().process(check, events, deadline));
      } else if (message instanceof DeliveryTest test) {
        return test(test, deadline);
      } else if (message instanceof WeeklyReport report) {
        return Result.alerted("weekly report processed", week(report, deadline));
      } else if (message instanceof IncidentTimer timer) {
        return Result.alerted(
            "incident timer processed",
            monitor.onTimer(timer.account(), timer.incident(), timer.duty(), deadline));
      }
      if (coverage.isPresent()) {
        coverage.get().recordHeartbeat((Heartbeat) message);
      }
      return Result.done("a heartbeat was stored", "");
    } catch (StateException e) {
      return Result.failed(message, e);
    }
  }

  /** Reports the week before the one in which the report is due; each week only once. */
  private ProcessingResult week(WeeklyReport message, Deadline deadline) throws StateException {
    if (weekly.isEmpty()) {
      return new ProcessingResult(
          IncidentAction.UNROUTED, new DispatchReport("weekly", List.of()), List.of(NO_REPORT));
    }
    Week week = Week.of(message.time()).previous();
    Alert alert = weekly.get().report(week, deadline.part(2, 3));
    return monitor.notifyChannels(alert, weekly.get().channels(), deadline);
  }

  /** Only starts the detection: the hourly check reads the result, and starts what failed here. */
  private Result drift(DriftCheck message, Deadline deadline) throws StateException {
    if (checks.filter(it -> it.drift().isConfigured()).isEmpty()) {
      return Result.done("no drift detection was started", NO_STACK_SETS);
    }
    List<String> problems = checks.get().drift().start(message, deadline);
    return Result.done("drift detection was started", String.join("; ", problems));
  }

  /** The queue never repeats a test because a channel failed: its result contains the failure. */
  private Result test(DeliveryTest test, Deadline deadline) throws StateException {
    if (tests.isEmpty()) {
      return Result.done("no test alert was sent", NO_STATE);
    }
    Optional<ProcessingResult> outcome = tests.get().run(test, deadline);
    if (outcome.isEmpty()) {
      return Result.done("a test alert was not sent", "it is older than 15 min");
    }
    return Result.of("a test alert was sent", "test " + test.id(), outcome, Optional.empty(), true);
  }
}
