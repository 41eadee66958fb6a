package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.incident.Decision;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.judge.Finding;
import io.rootmon.route.Routes;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many root events of one account arrive together, and ten workers decide on them. */
class ContentionTest {
  private static final Duration GIVEN = Duration.ofSeconds(30);
  private static final InstantSource NOW =
      InstantSource.fixed(TakeoverScenario.BEGIN.plus(Duration.ofMinutes(25)));

  private static final Answer NOTHING = new Answer(200, "{}");

  private record Timed(Decision decision, Duration took) {}

  @ParameterizedTest
  @CsvSource({
    "5, 1, 20, 0 of 100 alone and p99 1.8 s",
    "10, 10, 3, 129 of 300 alone and p99 14.2 s"
  })
  void noEventIsAlertedAloneBecauseOfContention(int workers, int threads, int each, String before)
      throws Exception {
    String account = "111122223333";
    String table = "contention-" + workers * threads;
    DynamoDbLocal.createTable(table);
    List<RootMonitor> monitors = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      monitors.add(monitor(store(table)));
    }
    List<Finding> findings = findings(account, workers * threads * each);
    // The connections and classes of every worker are there.
    for (int i = 0; i < workers; i++) {
      monitors.get(i).decide(findings("444455556666", 300).get(i), Deadline.in(GIVEN));
    }

    List<Timed> plans = decideAtOnce(monitors, findings, threads);

    Map<IncidentAction, Long> verdicts =
        plans.stream()
            .collect(Collectors.groupingBy(it -> it.decision().action(), Collectors.counting()));
    List<Duration> took = plans.stream().map(Timed::took).sorted().toList();
    Duration p50 = took.get(took.size() / 2);
    Duration p99 = took.get(took.size() * 99 / 100);
    AttackTable.row(
        "F4",
        workers * threads + " deciders of " + findings.size() + " events of one account",
        before,
        "%d alone, %d postponed, p50 %d ms, p99 %d ms"
            .formatted(
                verdicts.getOrDefault(IncidentAction.ALONE, 0L),
                verdicts.getOrDefault(IncidentAction.POSTPONED, 0L),
                p50.toMillis(),
                p99.toMillis()));
    assertThat(verdicts).doesNotContainKeys(IncidentAction.ALONE, IncidentAction.POSTPONED);
    assertThat(verdicts).containsEntry(IncidentAction.OPEN, 1L);
    assertThat(p99).isLessThan(GIVEN);
    assertThat(store(table).incidents().history(account).incident().orElseThrow().count())
        .as("events of the incident")
        .isEqualTo(findings.size());
  }

  @Test
  void returnsTheEventWhenItsAccountIsContendedForAllItsTime() throws Exception {
    // Another worker's write is always in the way.
    Answer conflict =
        new Answer(
            400,
            """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
             "Message":"cancelled","CancellationReasons":[{"Code":"TransactionConflict"}]}
            """);
    try (FakeHttpServer contended =
        FakeHttpServer.answering(
            request -> request.body().contains("TransactItems") ? conflict : NOTHING)) {
      SharedStateStore store =
          new DynamoDbStore(FakeAwsServer.at(contended.address()), "eu-west-1", "contended", NOW);
      RootMonitor monitor = monitor(store);

      Finding finding = findings("111122223333", 1).get(0);

      Decision decision = monitor.decide(finding, Deadline.in(Duration.ofMillis(300)));

      assertThat(decision.action()).isEqualTo(IncidentAction.POSTPONED);
      assertThat(monitor.alert(finding, decision).notes()).isEmpty();
      assertThat(monitor.process(finding, decision, Deadline.in(GIVEN)).isDone())
          .as("done")
          .isFalse();
    }
  }

  private static List<Timed> decideAtOnce(
      List<RootMonitor> monitors, List<Finding> findings, int threads) throws Exception {
    int deciders = monitors.size() * threads;
    ExecutorService executor = Executors.newFixedThreadPool(deciders);
    try {
      CyclicBarrier start = new CyclicBarrier(deciders);
      List<Callable<List<Timed>>> tasks = new ArrayList<>();
      for (int decider = 0; decider < deciders; decider++) {
        RootMonitor monitor = monitors.get(decider % monitors.size());
        List<Finding> own = new ArrayList<>();
        for (int i = decider; i < findings.size(); i += deciders) {
          own.add(findings.get(i));
        }
        tasks.add(
            () -> {
              start.await();
              return own.stream().map(it -> timed(monitor, it)).toList();
            });
      }
      List<Timed> all = new ArrayList<>();
      for (Future<List<Timed>> some : executor.invokeAll(tasks)) {
        all.addAll(some.get());
      }
      return all;
    } finally {
      executor.shutdownNow();
    }
  }

  private static Timed timed(RootMonitor monitor, Finding finding) {
    long begin = System.nanoTime();
    Decision decision = monitor.decide(finding, Deadline.in(GIVEN));
    return new Timed(decision, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static List<Finding> findings(String account, int count) {
    List<Finding> findings =
        new ArrayList<>(
            TakeoverScenario.of(account).stream()
                .limit(count)
                .map(TakeoverScenario::judged)
                .toList());
    Collections.shuffle(findings, new Random(4));
    return findings;
  }

  private static SharedStateStore store(String table) {
    return new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, table, NOW);
  }

  private static RootMonitor monitor(SharedStateStore store) {
    return RootMonitor.builder()
        .routes(Routes.toAll(Set.of("pager")))
        .store(store)
        .clock(NOW)
        .build();
  }
}
