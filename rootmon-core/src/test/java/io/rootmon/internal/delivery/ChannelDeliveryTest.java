package io.rootmon.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A delivery's course, on a clock that only waiting moves. */
@Timeout(30)
class ChannelDeliveryTest {
  private static final Instant START = Instant.parse("2026-03-14T02:17:45Z");
  private static final Alert ALERT = ExampleAlerts.signIn();
  private static final DeliveryLease GRANTED = new DeliveryLease.Acquired("me");

  private Instant now = START;
  private final List<Alert> sent = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Duration> times = new ArrayList<>();

  @Test
  void recordsADelivery() throws Exception {
    Delivery delivery = deliver(GRANTED, RateLimit.UNLIMITED);

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(sent).containsExactly(ALERT);
    assertThat(said).containsExactly("claim " + ALERT.eventKey() + " slack PT25S", "settle no 1");
  }

  @Test
  void retriesATransientFailure() throws Exception {
    Delivery delivery = deliver(GRANTED, RateLimit.UNLIMITED, busy(), busy());

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(now).isEqualTo(START.plusMillis(500 + 1_000));
    assertThat(said).last().isEqualTo("settle no 3");
  }

  @Test
  void triesThreeTimesAndReleasesTheDelivery() throws Exception {
    Delivery delivery = deliver(GRANTED, RateLimit.UNLIMITED, busy(), busy(), busy());

    assertThat(delivery.result()).isEqualTo(Result.RETRYABLE);
    assertThat(sent).hasSize(3);
    assertThat(said).last().isEqualTo("release me");
  }

  @Test
  void isRetriedAfterTheRetryAfterTime() throws Exception {
    Delivery delivery =
        deliver(
            GRANTED,
            RateLimit.UNLIMITED,
            DeliveryException.retryableAfter(Duration.ofSeconds(7), "slow down"));

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(now).isEqualTo(START.plusSeconds(7));
  }

  @Test
  void doesNotWaitBeyondItsTime() throws Exception {
    Delivery delivery =
        deliver(
            GRANTED,
            RateLimit.UNLIMITED,
            DeliveryException.retryableAfter(Duration.ofSeconds(60), "slow down"));

    assertThat(now).isEqualTo(START);
    assertThat(delivery.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(said).last().isEqualTo("release me");
  }

  @Test
  void triesAPermanentFailureOnceAndRecordsNothing() throws Exception {
    Delivery delivery =
        deliver(GRANTED, RateLimit.UNLIMITED, DeliveryException.rejected("no such channel", null));

    assertThat(delivery.result()).isEqualTo(Result.REJECTED);
    assertThat(sent).hasSize(1);
    // Once the channel is repaired, the message that comes from the dead-letter queue is sent.
    assertThat(said).last().isEqualTo("release me");
  }

  @Test
  void sendsNothingWhenTheAlertWasDelivered() throws Exception {
    Delivery delivery =
        deliver(
            new DeliveryLease.AlreadyDelivered(DeliveryRecord.delivered("message 7")),
            RateLimit.UNLIMITED);

    assertThat(delivery)
        .isEqualTo(
            new Delivery(
                "slack",
                Result.DELIVERED_BEFORE,
                Optional.empty(),
                Optional.of("message 7"),
                Optional.empty()));
    assertThat(sent).isEmpty();
  }

  @Test
  void leavesItToTheWorkerThatIsAtIt() throws Exception {
    Delivery delivery =
        deliver(new DeliveryLease.HeldByOther(START.plusSeconds(9)), RateLimit.UNLIMITED);

    assertThat(delivery.result()).isEqualTo(Result.RETRYABLE);
    assertThat(delivery.retryAfter()).contains(Duration.ofSeconds(9));
    assertThat(sent).isEmpty();
  }

  @Test
  void sendsWithANoteWhenTheStoreIsUnavailable() throws Exception {
    Delivery delivery = deliver(null, RateLimit.UNLIMITED);

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(delivery.problem()).contains("not claimed: the store is down");
    assertThat(sent).containsExactly(ALERT.withNote(Dispatcher.STORE_DOWN));
  }

  @Test
  void recordsADeliveryWithoutALease() throws Exception {
    deliver(null, RateLimit.UNLIMITED);

    assertThat(said).last().isEqualTo("settle no 1");
  }

  @Test
  void limitsTheRequestSoThatTheResultCanBeStored() throws Exception {
    deliver(GRANTED, RateLimit.UNLIMITED);

    assertThat(times).containsExactly(Duration.ofSeconds(19));
  }

  @Test
  void doesNotStartACallAfterTheDeadline() throws Exception {
    ChannelDelivery attempts = attempts(GRANTED, new RateLimit(Duration.ofSeconds(19), 1));
    attempts.deliver(ALERT, "one", true, Deadline.in(Duration.ofSeconds(20), () -> now));
    Delivery late =
        attempts.deliver(ALERT, "other", true, Deadline.in(Duration.ofSeconds(20), () -> now));

    assertThat(late.result()).isEqualTo(Result.RETRYABLE);
    assertThat(sent).hasSize(1);
  }

  @Test
  void respectsTheRateLimit() throws Exception {
    ChannelDelivery attempts = attempts(GRANTED, new RateLimit(Duration.ofSeconds(1), 1));
    Deadline deadline = Deadline.in(Duration.ofSeconds(20), () -> now);
    for (int i = 0; i < 4; i++) {
      attempts.deliver(ALERT, ALERT.eventKey(), true, deadline);
    }

    assertThat(now).isEqualTo(START.plusSeconds(3));
    assertThat(sent).hasSize(4);
  }

  @Test
  void doesNotBlockAWorkerForALateSlot() throws Exception {
    ChannelDelivery attempts = attempts(GRANTED, new RateLimit(Duration.ofSeconds(30), 1));
    attempts.deliver(ALERT, ALERT.eventKey(), true, Deadline.in(Duration.ofSeconds(20), () -> now));
    Delivery late =
        attempts.deliver(
            ALERT, ALERT.eventKey(), true, Deadline.in(Duration.ofSeconds(20), () -> now));

    assertThat(now).isEqualTo(START);
    assertThat(late.result()).isEqualTo(Result.RETRYABLE);
    assertThat(late.retryAfter()).contains(Duration.ofSeconds(30));
    assertThat(sent).hasSize(1);
  }

  private static DeliveryException busy() {
    return DeliveryException.retryable("busy", null);
  }

  private Delivery deliver(
      @Nullable DeliveryLease claim, RateLimit pace, DeliveryException... failures)
      throws Exception {
    return attempts(claim, pace, failures)
        .deliver(ALERT, ALERT.eventKey(), true, Deadline.in(Duration.ofSeconds(20), () -> now));
  }

  private ChannelDelivery attempts(
      @Nullable DeliveryLease claim, RateLimit pace, DeliveryException... failures) {
    Deque<DeliveryException> left = new ArrayDeque<>(List.of(failures));
    return new ChannelDelivery(
        new ScriptedChannel(pace, left, sent, times),
        new ScriptedLog(claim, said),
        () -> now,
        wait -> now = now.plus(wait),
        1);
  }

  /** Fails as told, then takes everything. */
  private record ScriptedChannel(
      RateLimit rateLimit,
      Deque<DeliveryException> failures,
      List<Alert> sent,
      List<Duration> times)
      implements Channel {
    @Override
    public String name() {
      return "slack";
    }

    @Override
    public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
      sent.add(alert);
      times.add(deadline.left());
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      return new Receipt("no " + sent.size());
    }
  }

  /** Answers every claim in the same way. Without an answer, the store is unavailable. */
  private record ScriptedLog(@Nullable DeliveryLease claim, List<String> said)
      implements NotificationLog {
    @Override
    public DeliveryLease claim(DeliveryKey delivery, Duration lease) throws StateException {
      said.add("claim " + delivery.alert() + " " + delivery.channel() + " " + lease);
      if (claim == null) {
        throw new StateException("the store is down", null);
      }
      return claim;
    }

    @Override
    public void finish(DeliveryKey delivery, DeliveryRecord settlement) {
      said.add("settle " + settlement.reference());
    }

    @Override
    public Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException {
      return Optional.empty();
    }

    @Override
    public void release(DeliveryKey delivery, String owner) {
      said.add("release " + owner);
    }
  }
}
