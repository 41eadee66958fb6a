package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.FakeSlack;
import io.rootmon.channel.FakeSlack.Message;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.judge.Finding;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Three workers send the alerts of an account takeover. Each channel receives one consistent
 * sequence.
 */
class AccountTakeoverTest {
  private static final String ACCOUNT = "111122223333";
  private static final int WORKERS = 3;
  private static final int WAVES = 10;
  private static final Duration BETWEEN_WAVES = Duration.ofSeconds(25);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private record Timer(String incident, TimerPurpose duty, Instant due) {}

  private volatile Instant now = TakeoverScenario.BEGIN.plus(Duration.ofMinutes(20));
  private final Queue<Timer> timers = new ConcurrentLinkedQueue<>();
  private final RecordingChannel mail = new RecordingChannel("mail");

  @Test
  void workersWithOneMemoryShareAnIncident() throws Exception {
    SharedStateStore store = new MemoryStore(() -> now);
    isOneIncident(() -> store, 1);
  }

  @Test
  void workersThatShareATableShareAnIncident() throws Exception {
    DynamoDbLocal.createTable("takeover");
    isOneIncident(
        () ->
            new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, "takeover", () -> now),
        2);
  }

  private void isOneIncident(Supplier<SharedStateStore> store, long seed) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try (FakeSlack slack = new FakeSlack(() -> now)) {
      List<RootMonitor> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(worker(store.get(), slack));
      }
      List<Finding> arriving = arriving(seed);
      for (int wave = 0; wave < WAVES; wave++) {
        int size = arriving.size() / WAVES;
        List<Finding> some = arriving.subList(wave * size, (wave + 1) * size);
        atOnce(threads, workers, some, (monitor, it) -> monitor.process(it, Deadline.in(TIMEOUT)));
        now = now.plus(BETWEEN_WAVES);
        fireTimer(threads, workers);
      }
      for (int i = 0; i < 70; i++) {
        now = now.plus(Duration.ofMinutes(1));
        fireTimer(threads, workers);
      }
      check(slack, store.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private void check(FakeSlack slack, SharedStateStore store) throws Exception {
    assertThat(slack.parentMessages().map(Message::ts)).as("threads").hasSize(1);
    Message head = slack.parentMessages().findFirst().orElseThrow();
    assertThat(slack.messages().subList(1, slack.messages().size()))
        .allMatch(it -> it.thread().orElseThrow().equals(head.ts()));
    assertThat(slack.messages().stream().filter(Message::broadcast)).hasSizeBetween(1, 7);
    assertThat(head.text())
        .contains("✅ Closed · CRITICAL", "300 events in 19 minutes.", "*Still to do*");

    List<Message> quiet = slack.messages().stream().filter(Message::isQuiet).toList();
    List<Message> digest = quiet.subList(0, quiet.size() - 1);
    assertThat(quiet.get(quiet.size() - 1).text()).contains("Closed: 300 root events");
    assertThat(digest).hasSizeBetween(3, 6);
    for (int i = 1; i < digest.size(); i++) {
      assertThat(Duration.between(digest.get(i - 1).at(), digest.get(i).at()))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
    assertThat(digest.stream().mapToInt(AccountTakeoverTest::events).sum())
        .as("every event without a broadcast is in one digest")
        .isEqualTo(300 - (int) mail.alerts().stream().filter(it -> !it.isReport()).count());

    assertThat(mail.alerts()).hasSizeBetween(5, 9);
    assertThat(mail.alerts().stream().map(Alert::thread).distinct()).as("mail threads").hasSize(1);
    assertThat(store.incidents().history(ACCOUNT).incident().orElseThrow().count()).isEqualTo(300);
  }

  /** The number that a sum begins with. */
  private static int events(Message digest) {
    assertThat(digest.text()).containsPattern("\\d+ more root events?");
    return Integer.parseInt(digest.text().replaceFirst("(?s).*?(\\d+) more root event.*", "$1"));
  }

  /** 300 events, shuffled, each twice. */
  private static List<Finding> arriving(long seed) {
    List<Finding> findings =
        new ArrayList<>(
            TakeoverScenario.of(ACCOUNT).stream().map(TakeoverScenario::judged).toList());
    findings.addAll(List.copyOf(findings));
    Collections.shuffle(findings, new Random(seed));
    return findings;
  }

  /** Timers that are due come, each twice. */
  private void fireTimer(ExecutorService threads, List<RootMonitor> workers) throws Exception {
    List<Timer> due = new ArrayList<>();
    for (Timer timer : List.copyOf(timers)) {
      if (!timer.due().isAfter(now) && timers.remove(timer)) {
        due.add(timer);
        due.add(timer);
      }
    }
    atOnce(
        threads,
        workers,
        due,
        (monitor, it) -> {
          ProcessingResult outcome =
              monitor.onTimer(ACCOUNT, it.incident(), it.duty(), Deadline.in(TIMEOUT));
          if (!outcome.isDone()) {
            timers.add(new Timer(it.incident(), it.duty(), now.plusSeconds(30)));
          }
          return outcome;
        });
  }

  private interface Act<T> {
    ProcessingResult by(RootMonitor monitor, T what);
  }

  private static <T> void atOnce(
      ExecutorService threads, List<RootMonitor> workers, List<T> whats, Act<T> act)
      throws Exception {
    List<Callable<ProcessingResult>> calls = new ArrayList<>();
    for (int i = 0; i < whats.size(); i++) {
      RootMonitor worker = workers.get(i % workers.size());
      T what = whats.get(i);
      calls.add(() -> act.by(worker, what));
    }
    for (Future<ProcessingResult> call : threads.invokeAll(calls)) {
      assertThat(call.get().problems()).isEmpty();
    }
  }

  private RootMonitor worker(SharedStateStore store, FakeSlack slack) {
    SlackSettings settings =
        new SlackSettings.Bot("slack", SecretSource.literal("xoxb-not-a-token"), FakeSlack.CHANNEL);
    List<Channel> channels =
        List.of(new SlackChannel(settings, Templates.builtIn(), slack.api()), mail);
    // The clock does not advance within a wave. A rate limit still takes a moment.
    Sleeper sleeper = wait -> TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis(), 1_500));
    return MonitorFixtures.builder(new Dispatcher(channels, store, () -> now, sleeper))
        .routes(Routes.toAll(Set.of("slack", "mail")))
        .timers(
            (account, incident, duty, delay) ->
                timers.add(new Timer(incident, duty, now.plus(delay))))
        .store(store)
        .clock(() -> now)
        .build();
  }
}
