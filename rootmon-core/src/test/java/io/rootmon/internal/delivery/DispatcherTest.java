package io.rootmon.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DispatcherTest {
  private static final Alert ALERT = ExampleAlerts.signIn();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final List<String> took = Collections.synchronizedList(new ArrayList<>());

  @Test
  void reportsTheResultOfEachChannel() {
    DispatchReport report =
        dispatcher(
                List.of(
                    channel("sns", until -> {}),
                    failing("ses", DeliveryException.retryable("busy", null)),
                    failing(
                        "slack", DeliveryException.retryableAfter(Duration.ofSeconds(7), "slow")),
                    failing("webhook", DeliveryException.rejected("gone", null))))
            .dispatch(ALERT, Deadline.in(TIMEOUT));

    Optional<Duration> none = Optional.empty();
    assertThat(report)
        .isEqualTo(
            new DispatchReport(
                ALERT.id(),
                List.of(
                    new Delivery(
                        "sns", Result.DELIVERED, Optional.empty(), Optional.of("took it"), none),
                    new Delivery(
                        "ses", Result.RETRYABLE, Optional.of("busy"), Optional.empty(), none),
                    new Delivery(
                        "slack",
                        Result.RETRYABLE,
                        Optional.of("slow"),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(7))),
                    new Delivery(
                        "webhook", Result.REJECTED, Optional.of("gone"), Optional.empty(), none))));
    assertThat(report.isDeliveredEverywhere()).isFalse();
  }

  @Test
  void sendsToAllChannelsConcurrently() {
    CyclicBarrier all = new CyclicBarrier(3);
    Behaviour waiting = until -> all.await(10, TimeUnit.SECONDS);

    DispatchReport report =
        new Dispatcher(List.of(channel("a", waiting), channel("b", waiting), channel("c", waiting)))
            .dispatch(ALERT, Deadline.in(TIMEOUT));

    assertThat(report.isDeliveredEverywhere()).isTrue();
  }

  @Test
  void oneBugDoesNotStopTheOthersAndQuotesNothing() {
    Channel buggy =
        channel(
            "buggy",
            until -> {
              throw new IllegalArgumentException("https://hooks.example/not-a-webhook");
            });
    Channel incomplete =
        channel(
            "incomplete",
            until -> {
              throw new NoClassDefFoundError("software/amazon/awssdk/Sns");
            });

    DispatchReport report =
        dispatcher(List.of(buggy, incomplete, channel("last", until -> {})))
            .dispatch(ALERT, Deadline.in(TIMEOUT));

    assertThat(took).containsExactly("last");
    assertThat(report.deliveries())
        .extracting(Delivery::result)
        .containsExactly(Result.RETRYABLE, Result.RETRYABLE, Result.DELIVERED);
    assertThat(report.deliveries().get(0).problem().orElseThrow())
        .startsWith(
            "a bug: java.lang.IllegalArgumentException at io.rootmon.internal.delivery.Dispatcher")
        .doesNotContain("not-a-webhook");
    assertThat(report.deliveries().get(1).problem().orElseThrow())
        .contains("a library is missing", "software/amazon/awssdk/Sns");
  }

  @Test
  void returnsAtTheDeadlineWhenAChannelHangs() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Channel hanging =
        channel(
            "hanging",
            until -> {
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
            });

    DispatchReport report =
        new Dispatcher(List.of(hanging, channel("last", until -> {})))
            .dispatch(ALERT, Deadline.in(Duration.ofSeconds(2)));

    assertThat(report.deliveries())
        .extracting(Delivery::result)
        .containsExactly(Result.RETRYABLE, Result.DELIVERED);
    assertThat(report.deliveries().get(0).problem())
        .contains("no response in time; it may have arrived");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void usesFewThreadsHoweverOftenAChannelHangs() {
    CountDownLatch released = new CountDownLatch(1);
    Dispatcher dispatcher =
        new Dispatcher(List.of(channel("deaf", until -> awaitUninterruptibly(released))));
    try {
      for (int i = 0; i < 12; i++) {
        DispatchReport report = dispatcher.dispatch(ALERT, Deadline.in(Duration.ofMillis(50)));
        assertThat(report.with(Result.RETRYABLE)).hasSize(1);
      }
      assertThat(Thread.getAllStackTraces().keySet().stream())
          .filteredOn(it -> it.getName().equals("rootmon-deaf"))
          .hasSize(4)
          .allMatch(Thread::isDaemon);
    } finally {
      released.countDown();
    }
  }

  @Test
  void givesEachChannelTheTimeLeftByTheClockOfTheDeadline() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    InstantSource clock = () -> now.getAndUpdate(it -> it.plusSeconds(2));
    List<Duration> given = Collections.synchronizedList(new ArrayList<>());

    new Dispatcher(List.of(channel("slow", until -> given.add(until.left()))))
        .dispatch(ALERT, Deadline.in(TIMEOUT, clock));

    assertThat(given).hasSize(1).allMatch(it -> it.compareTo(TIMEOUT) < 0);
  }

  @Test
  void doesNotTryWithoutTime() {
    DispatchReport report =
        new Dispatcher(List.of(channel("late", until -> {})))
            .dispatch(ALERT, Deadline.in(Duration.ZERO));

    assertThat(report.deliveries()).extracting(Delivery::result).containsExactly(Result.RETRYABLE);
    assertThat(took).isEmpty();
  }

  @Test
  void sendsTheAlertToTheNamedChannelsOnly() {
    DispatchReport report =
        new Dispatcher(List.of(channel("sns", until -> {}), channel("ses", until -> {})))
            .dispatch(ALERT, Set.of("ses", "unknown"), Deadline.in(TIMEOUT));

    assertThat(took).containsExactly("ses");
    assertThat(report.deliveries()).extracting(Delivery::channel).containsExactly("ses");
  }

  @Test
  void refusesTwoChannelsOfOneName() {
    Channel one = channel("slack", until -> {});

    assertThatThrownBy(() -> new Dispatcher(List.of(one, one)))
        .hasMessage("channels: must have different names, but two are named slack");
  }

  /** Waits for nothing. */
  private static Dispatcher dispatcher(List<Channel> channels) {
    return new Dispatcher(channels, NotificationLog.inMemory(), InstantSource.system(), wait -> {});
  }

  private interface Behaviour {
    void send(Deadline deadline) throws Exception;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // deaf on purpose
      }
    }
  }

  private static Channel failing(String name, DeliveryException e) {
    return new RecordingChannel(
        name,
        until -> {
          throw e;
        },
        new ArrayList<>());
  }

  private Channel channel(String name, Behaviour behaviour) {
    return new RecordingChannel(name, behaviour, took);
  }

  private record RecordingChannel(String name, Behaviour behaviour, List<String> took)
      implements Channel {
    @Override
    public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
      try {
        behaviour.send(deadline);
        took.add(name);
        return new Receipt("took it");
      } catch (DeliveryException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw DeliveryException.retryable(name, e);
      }
    }
  }
}
