package io.rootmon.lambda.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.Channel;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Severity;
import io.rootmon.lambda.InProcessFunction;
import io.rootmon.render.Templates;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.secret.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand events in bursts, two in a hundred of them CRITICAL. No alert is lost and no rate
 * limit is exceeded. Prints throughput, times and heap, and asserts none of them.
 */
@Tag("drill")
class LoadDrillIT {
  private static final int EVENTS = 10_000;
  private static final int PAGE_EVERY = 50;
  private static final int BURST = 1_000;
  private static final int WORKERS = 2;
  private static final int ANSWER_MILLIS = 50;
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(28);
  private static final Duration VISIBILITY = Duration.ofMinutes(3);

  private final SimulatedQueue queue = new SimulatedQueue(VISIBILITY, 5, InstantSource.system());
  private final Queue<Long> batchNanos = new ConcurrentLinkedQueue<>();
  private final Queue<Long> snsNanos = new ConcurrentLinkedQueue<>();
  private final Queue<Long> slackNanos = new ConcurrentLinkedQueue<>();

  @Test
  @Timeout(600)
  void staysWithinTheLimitsOfTheEndpoint() throws Exception {
    try (FakeEndpoint sns = station(WireProtocol.SNS, snsNanos);
        FakeEndpoint slack = station(WireProtocol.SLACK, slackNanos)) {
      SharedStateStore store = new MemoryStore(InstantSource.system());
      ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
      long begin = System.nanoTime();
      try {
        List<Future<?>> running =
            IntStream.range(0, WORKERS)
                .<Future<?>>mapToObj(it -> workers.submit(() -> work(monitor(store, sns, slack))))
                .toList();
        for (int i = 0; i < EVENTS; i++) {
          queue.send(
              i % PAGE_EVERY == 0 ? DrillEvents.keyCreated(i) : DrillEvents.byService(i, i % 40));
          if (i % BURST == BURST - 1) {
            TimeUnit.MILLISECONDS.sleep(500); // until the next burst
          }
        }
        queue.end();
        for (Future<?> worker : running) {
          worker.get();
        }
      } finally {
        workers.shutdownNow();
      }
      print(Duration.ofNanos(System.nanoTime() - begin));

      assertThat(sns.distinct()).isEqualTo(EVENTS / PAGE_EVERY);
      assertThat(slack.distinct()).isEqualTo(EVENTS / PAGE_EVERY / 10);
      assertThat(sns.repeats() + slack.repeats()).isZero();
      assertThat(queue.deadLetters()).isEmpty();
      assertThat(mostInASecond(snsNanos)).isLessThanOrEqualTo(10);
      assertThat(mostInASecond(slackNanos)).isLessThanOrEqualTo(1 + 5);
    }
  }

  private static FakeEndpoint station(WireProtocol medium, Queue<Long> times) throws IOException {
    return new FakeEndpoint(
        medium,
        request -> {
          times.add(System.nanoTime());
          try {
            TimeUnit.MILLISECONDS.sleep(ANSWER_MILLIS); // the response time of the server
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.empty();
        });
  }

  private static RootMonitor monitor(SharedStateStore store, FakeEndpoint sns, FakeEndpoint slack) {
    InstantSource clock = InstantSource.system();
    Channel topic =
        new SnsChannel(
            new SnsSettings("sns", "arn:aws:sns:eu-west-1:111122223333:root-alerts"),
            Templates.builtIn(),
            FakeAwsServer.at(sns.address()));
    Channel chat =
        new SlackChannel(
            new SlackSettings.Bot("slack", SecretSource.literal("not-a-token"), "C0123456789"),
            Templates.builtIn(),
            slack.address().resolve("/"));
    Route everybody = new Route(Set.of(), Severity.MEDIUM, Set.of(), Set.of("sns"));
    Set<AccountId> some =
        IntStream.range(0, EVENTS)
            .filter(it -> it % (10 * PAGE_EVERY) == 0)
            .mapToObj(it -> new AccountId(Long.toString(DrillEvents.account(it))))
            .collect(Collectors.toSet());
    Route owners = new Route(some, Severity.MEDIUM, Set.of(), Set.of("slack"));
    List<Channel> channels = List.of(topic, chat);
    return RootMonitor.builder()
        .routes(new Routes(List.of(everybody, owners)))
        .store(store)
        .channels(channels)
        .workers(WORKERS)
        .clock(clock)
        .build();
  }

  private void work(RootMonitor monitor) {
    InProcessFunction function = new InProcessFunction(monitor, Templates.builtIn());
    EventSourceMapping source = new EventSourceMapping(queue);
    try {
      while (!queue.isOver()) {
        if (!source.poll(batch -> Optional.of(invoke(function, batch)))) {
          TimeUnit.MILLISECONDS.sleep(20); // until the next burst
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String invoke(InProcessFunction function, String batch) {
    long begin = System.nanoTime();
    try {
      return function.invoke(batch, FUNCTION_TIMEOUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      batchNanos.add(System.nanoTime() - begin);
    }
  }

  private static int mostInASecond(Queue<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    int most = 0;
    for (int from = 0; from < sorted.size(); from++) {
      int to = from;
      while (to < sorted.size() && sorted.get(to) - sorted.get(from) < 1_000_000_000L) {
        to++;
      }
      most = Math.max(most, to - from);
    }
    return most;
  }

  private void print(Duration took) {
    List<Long> sorted = batchNanos.stream().sorted().toList();
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(it -> it.getType() == MemoryType.HEAP)
            .mapToLong(it -> it.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "%nload: %d events, %d pages, %d workers: %.0f events/s; a batch of 10: median %.1f ms,"
            + " p99 %.0f ms; peak heap %d MB (tests included); most in a second: sns %d, slack"
            + " %d%n",
        EVENTS,
        EVENTS / PAGE_EVERY,
        WORKERS,
        EVENTS / (took.toMillis() / 1_000.0),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        heap >> 20,
        mostInASecond(snsNanos),
        mostInASecond(slackNanos));
  }
}
