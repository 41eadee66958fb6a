package io.rootmon.lambda.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.InProcessFunction;
import io.rootmon.lambda.drill.FakeEndpoint.WireProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault in every channel: no alert is lost, and none comes twice but where a machine too busy
 * cuts a delivery short in the middle, which is counted.
 */
@Tag("drill")
class FaultDrillIT {
  private static final int EVENTS = 200;
  private static final int WORKERS = 2;
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);
  private static final int DRILLS_AT_ONCE = 8;
  private static final int WARM_UP = 60;
  private static final Duration MAX_DURATION = Duration.ofMinutes(30);

  /** What a drill showed. */
  private record Result(
      Fault fault,
      WireProtocol target,
      int lost,
      long twice,
      long unsure,
      int deadLetters,
      int notices,
      String row) {}

  @Test
  @Timeout(600)
  void losesNothingAndRepeatsNothing(@TempDir Path folder) throws Exception {
    List<Future<Result>> running = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    ExecutorService drills = Executors.newFixedThreadPool(DRILLS_AT_ONCE);
    try {
      // Where the program is cold, a drill's fast minutes would pass while classes are loaded.
      run(Fault.NONE, WireProtocol.SNS, folder.resolve("warm-up"), WARM_UP);
      for (Fault fault : Fault.values()) {
        for (WireProtocol target : WireProtocol.values()) {
          Path own = folder.resolve(fault + "-" + target);
          running.add(drills.submit(() -> run(fault, target, own, EVENTS)));
        }
      }
      System.out.printf(
          "%n%-16s %-6s %7s %5s %5s %5s %5s %6s %5s %6s %5s %8s%n",
          "fault",
          "in",
          "events",
          "sns",
          "ses",
          "slack",
          "twice",
          "unsure",
          "lost",
          "dead",
          "told",
          "requests");
      for (Future<Result> result : running) {
        results.add(result.get());
        System.out.println(results.get(results.size() - 1).row());
      }
    } finally {
      drills.shutdownNow();
    }

    assertThat(results).allMatch(it -> it.lost() == 0);
    assertThat(results).allMatch(it -> it.twice() <= it.unsure());
    assertThat(results).allMatch(it -> it.deadLetters() == 0);
    assertThat(results)
        .allMatch(it -> it.fault() == Fault.REFUSED ? it.notices() == 2 : it.notices() == 0);
  }

  private static Result run(Fault fault, WireProtocol target, Path own, int events)
      throws Exception {
    try (FaultScenario drill = new FaultScenario(fault, target, own)) {
      IntStream.range(0, events).mapToObj(DrillEvents::keyCreated).forEach(drill.queue::send);
      long unsure = 0;
      ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
      try {
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
          running.add(workers.submit(() -> work(drill)));
        }
        for (Future<Long> worker : running) {
          unsure += worker.get();
        }
      } finally {
        workers.shutdownNow();
      }
      return result(drill, fault, target, events, unsure);
    }
  }

  private static long work(FaultScenario drill) {
    InProcessFunction function = new InProcessFunction(drill.worker(), drill.templates());
    EventSourceMapping source = new EventSourceMapping(drill.queue);
    try {
      while (!drill.queue.isEmpty() && drill.clock.elapsed().compareTo(MAX_DURATION) < 0) {
        if (!source.poll(batch -> Optional.of(invoke(function, batch)))) {
          drill.clock.sleep(Duration.ofSeconds(2));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return function.uncertainDeliveries();
  }

  private static String invoke(InProcessFunction function, String batch) {
    try {
      return function.invoke(batch, FUNCTION_TIMEOUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lost is what is in no dead-letter queue and missing in a channel that does not refuse. */
  private static Result result(
      FaultScenario drill, Fault fault, WireProtocol target, int events, long unsure) {
    int lost =
        (int)
            DrillEvents.ids(events)
                .filter(
                    event ->
                        drill.stations.entrySet().stream()
                            .filter(it -> fault != Fault.REFUSED || it.getKey() != target)
                            .anyMatch(it -> !it.getValue().took(event)))
                .filter(
                    event ->
                        drill.queue.deadLetters().stream()
                            .noneMatch(it -> it.body().contains(event)))
                .count();
    long twice = drill.stations.values().stream().mapToLong(FakeEndpoint::repeats).sum();
    int notices = drill.stations.values().stream().mapToInt(FakeEndpoint::notices).sum();
    int requests = drill.stations.values().stream().mapToInt(FakeEndpoint::requests).sum();
    int dead = drill.queue.deadLetters().size();
    String row =
        "%-16s %-6s %7d %5d %5d %5d %5d %6d %5d %6d %5d %8d"
            .formatted(
                fault.name().toLowerCase(Locale.ROOT),
                FaultScenario.medium(target),
                events,
                count(drill, WireProtocol.SNS),
                count(drill, WireProtocol.SES),
                count(drill, WireProtocol.SLACK),
                twice,
                unsure,
                lost,
                dead,
                notices,
                requests);
    return new Result(fault, target, lost, twice, unsure, dead, notices, row);
  }

  private static int count(FaultScenario drill, WireProtocol medium) {
    FakeEndpoint station = drill.stations.get(medium);
    return station == null ? 0 : station.distinct();
  }
}
