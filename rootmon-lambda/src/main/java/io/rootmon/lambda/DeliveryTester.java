package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.RootMonitor;
import io.rootmon.alert.TestAlertFactory;
import io.rootmon.control.ControlMessage.DeliveryTest;
import io.rootmon.delivery.DeliveryTestResult;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.lambda.BatchItem.Acted;
import io.rootmon.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the test alert of {@code rootmon send-test --through-function} and keeps its result in the
 * state table, where the command reads it. A test belongs to no incident, and never is repeated by
 * the queue because a channel failed: the result says that it did.
 */
final class DeliveryTester {
  /** A test that waited longer has no reader any more, and would wake people for nothing. */
  static final Duration MAX_AGE = Duration.ofMinutes(15);

  private final RootMonitor monitor;
  private final HeartbeatStore log;
  private final InstantSource clock;

  DeliveryTester(RootMonitor monitor, HeartbeatStore log, InstantSource clock) {
    this.monitor = monitor;
    this.log = log;
    this.clock = clock;
  }

  ItemResult run(String messageId, DeliveryTest test, Duration timeLeft) throws StateException {
    Instant now = clock.instant();
    if (Duration.between(test.time(), now).compareTo(MAX_AGE) > 0) {
      Acted piece =
          new Acted(
              "a test alert was not sent", "it is older than " + MAX_AGE.toMinutes() + " min");
      return ItemResult.untold(messageId, piece, now);
    }
    Set<String> channels = test.channels().isEmpty() ? monitor.channels() : test.channels();
    DispatchReport report =
        monitor.dispatch(
            TestAlertFactory.create(test.id(), test.time()),
            channels,
            // The rest is for the result.
            timeLeft.multipliedBy(4).dividedBy(5));
    log.keep(DeliveryTestResult.note(test.id()), DeliveryTestResult.of(report).text());
    Acted piece = new Acted("a test alert was sent", "test " + test.id());
    ProcessingResult asTest = new ProcessingResult(IncidentAction.ALONE, report, List.of());
    return new ItemResult(messageId, piece, Optional.of(asTest), Optional.empty(), now);
  }
}
