package io.rootmon.cli;

import io.rootmon.internal.Sleeper;
import io.rootmon.internal.delivery.DeliveryTestResult;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/**
 * Requests a test alert from the function through its queue, and waits for the result in the state
 * table. The result proves that the queue, its key, the function's role, the table and the channels
 * work.
 */
final class FunctionTester {
  static final Duration POLL = Duration.ofSeconds(2);

  /** Puts the request into the queue. */
  @FunctionalInterface
  interface Queue {
    void requestTest(String id, Collection<String> channels, Instant time) throws IOException;
  }

  /**
   * The end of a test.
   *
   * @param result empty if the function did not respond in time
   * @param problem the reason why the last read of the table failed
   */
  record Ended(Optional<DeliveryTestResult> result, Optional<String> problem, Duration took) {}

  private final Queue queue;
  private final HeartbeatStore log;
  private final Sleeper sleeper;
  private final InstantSource clock;

  FunctionTester(Queue queue, HeartbeatStore log, Sleeper sleeper, InstantSource clock) {
    this.queue = queue;
    this.log = log;
    this.sleeper = sleeper;
    this.clock = clock;
  }

  /**
   * Runs a test.
   *
   * @throws IOException if the queue does not accept the request
   */
  Ended run(String id, Collection<String> channels, Duration longest) throws IOException {
    Instant start = clock.instant();
    queue.requestTest(id, channels, start);
    Optional<String> problem = Optional.empty();
    while (true) {
      try {
        Optional<DeliveryTestResult> result =
            log.stored(DeliveryTestResult.note(id)).map(DeliveryTestResult::parse);
        problem = Optional.empty();
        if (result.isPresent()) {
          return new Ended(result, problem, took(start));
        }
      } catch (StateException | IllegalArgumentException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
      if (took(start).plus(POLL).compareTo(longest) > 0 || !isSlept()) {
        return new Ended(Optional.empty(), problem, took(start));
      }
    }
  }

  private Duration took(Instant start) {
    return Duration.between(start, clock.instant());
  }

  private boolean isSlept() {
    try {
      sleeper.sleep(POLL);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
