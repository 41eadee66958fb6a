package io.rootmon.internal.monitoring;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.alert.TestAlertFactory;
import io.rootmon.internal.delivery.DeliveryTestResult;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the test alert of {@code rootmon send-test --through-function} and stores its result in the
 * state table, where the command reads it. A test belongs to no incident. A failed channel does not
 * return the message to the queue, because the result contains the failure.
 */
public final class DeliveryTester {
  /**
   * The maximum age of a test. The command no longer waits for an older one, and its alert would
   * only alarm people.
   */
  static final Duration MAX_AGE = Duration.ofMinutes(15);

  private final RootMonitor monitor;
  private final HeartbeatStore log;
  private final InstantSource clock;

  public DeliveryTester(RootMonitor monitor, HeartbeatStore log, InstantSource clock) {
    this.monitor = monitor;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Sends the alert, unless the test is too old.
   *
   * @return the deliveries; empty if the test was too old
   * @throws StateException if the result cannot be stored
   */
  public Optional<ProcessingResult> run(DeliveryTest test, Deadline deadline)
      throws StateException {
    if (Duration.between(test.time(), clock.instant()).compareTo(MAX_AGE) > 0) {
      return Optional.empty();
    }
    Set<String> channels = test.channels().isEmpty() ? monitor.channels() : test.channels();
    DispatchReport report =
        monitor.dispatch(
            TestAlertFactory.create(test.id(), test.time()),
            channels,
            // The rest is for storing the result.
            deadline.part(4, 5));
    log.store(DeliveryTestResult.note(test.id()), DeliveryTestResult.of(report).text());
    return Optional.of(new ProcessingResult(IncidentAction.ALONE, report, List.of()));
  }
}
