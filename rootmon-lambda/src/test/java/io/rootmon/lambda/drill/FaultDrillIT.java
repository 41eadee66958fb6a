package io.rootmon.lambda.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.InProcessFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
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
 * Tries every fault in every channel. No alert is lost. None comes twice, except where a machine
 * that is too busy cuts a delivery short, which is counted.
 */
@Tag("drill")
class FaultDrillIT {
  private static final int EVENTS = 200;

  /** Few, since the drills of the further channels mostly wait, all at the same time. */
  private static final int FURTHER_EVENTS = 40;

  private static final int FURTHER_DRILLS_AT_ONCE = 24;
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
  void losesAndRepeatsNothing(@TempDir Path folder) throws Exception {
    List<Result> results =
        run(List.copyOf(EnumSet.copyOf(WireProtocol.FIRST)), EVENTS, DRILLS_AT_ONCE, folder);

    assertThat(results)
        .allMatch(it -> it.fault() == Fault.REFUSED ? it.notices() == 2 : it.notices() == 0);
  }

  @Test
  @Timeout(600)
  void losesAndRepeatsNothingInFurtherChannels(@TempDir Path folder) throws Exception {
    List<Result> results =
        run(WireProtocol.FURTHER, FURTHER_EVENTS, FURTHER_DRILLS_AT_ONCE, folder);

    assertThat(results)
        .allMatch(it -> it.fault() == Fault.REFUSED ? it.notices() == 1 : it.notices() == 0);
  }

  private static List<Result> run(List<WireProtocol> targets, int events, int atOnce, Path folder)
      throws Exception {
    List<Future<Result>> running = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    ExecutorService drills = Executors.newFixedThreadPool(atOnce);
    try {
      // While classes are loaded, the fast clock would use up a drill's minutes.
      run(Fault.NONE, targets.get(0), folder.resolve("warm-up"), WARM_UP);
      for (Fault fault : Fault.values()) {
        for (WireProtocol target : targets) {
          if (FaultScenario.isPossible(fault, target)) {
            Path own = folder.resolve(fault + "-" + target);
            running.add(drills.submit(() -> run(fault, target, own, events)));
          }
        }
      }
      System.out.printf(
          "%n%-16s %-11s %6s %8s %6s %5s %6s %5s %6s %7s %8s%n",
          "fault",
          "in",
          "events",
          "accepted",
          "others",
          "twice",
          "unsure",
          "lost",
          "dead",
          "notices",
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
    return results;
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

  /**
   * An event is lost that no dead-letter queue has, and that a channel lacks without a rejection.
   */
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
    int others =
        drill.stations.entrySet().stream()
            .filter(it -> it.getKey() != target)
            .mapToInt(it -> it.getValue().distinct())
            .min()
            .orElseThrow();
    String row =
        "%-16s %-11s %6d %8d %6d %5d %6d %5d %6d %7d %8d"
            .formatted(
                fault.name().toLowerCase(Locale.ROOT),
                target.channel(),
                events,
                drill.endpoint(target).distinct(),
                others,
                twice,
                unsure,
                lost,
                dead,
                notices,
                requests);
    return new Result(fault, target, lost, twice, unsure, dead, notices, row);
  }
}
