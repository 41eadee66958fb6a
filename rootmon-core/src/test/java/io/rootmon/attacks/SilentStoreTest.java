package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.detect.Detector;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.CachingSessionStore;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.judge.Finding;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The state table accepts connections and never answers. */
class SilentStoreTest {
  private static final int EVENTS = 10;
  private static final Duration GIVEN = Duration.ofSeconds(25);

  /** A call of 2 s and its repetition of 4 s, and time for a busy machine. */
  private static final Duration ONE_TIMEOUT = Duration.ofSeconds(6);

  @Test
  void aSilentTableCostsOneTimeoutForAllEventsOfABatch() throws Exception {
    RecordingChannel pager = new RecordingChannel("pager");
    try (FakeHttpServer silent = FakeHttpServer.answering(Answer.NONE)) {
      DynamoDbStore store =
          new DynamoDbStore(
              FakeAwsServer.at(silent.address()), "eu-west-1", "state", InstantSource.system());
      RootMonitor monitor = Monitors.of(pager, store, InstantSource.system());
      Detector detector = new Detector(new CachingSessionStore(store, InstantSource.system()));
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        findings.add(Monitors.finding(monitor, Monitors.record("11112222333" + i, "event-" + i)));
      }

      long begin = System.nanoTime();
      // The first reads one after the other, as a batch is read.
      findings.forEach(it -> detector.detect(it.activity().event()));
      List<ProcessingResult> outcomes = atOnce(monitor, findings);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      AttackTable.row(
          "F16",
          "a table that accepts and never answers, 10 events, 25 s given",
          "27.2 s, 9 of 10 sent",
          "%.1f s, %d of 10 sent".formatted(took.toMillis() / 1_000.0, pager.alerts().size()));
      assertThat(outcomes).allMatch(ProcessingResult::isDone);
      assertThat(pager.alerts())
          .hasSize(EVENTS)
          .allMatch(it -> it.notes().contains(Dispatcher.STORE_DOWN));
      assertThat(took).isLessThan(ONE_TIMEOUT.plusSeconds(5));
    }
  }

  private static List<ProcessingResult> atOnce(RootMonitor monitor, List<Finding> findings)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(EVENTS);
    try {
      List<Callable<ProcessingResult>> calls =
          findings.stream()
              .<Callable<ProcessingResult>>map(it -> () -> monitor.process(it, Deadline.in(GIVEN)))
              .toList();
      List<ProcessingResult> outcomes = new ArrayList<>();
      for (Future<ProcessingResult> call : threads.invokeAll(calls)) {
        outcomes.add(call.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }
}
