package io.rootmon.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reply with commands and event below an alert, on a clock that only waiting moves. */
class ThreadDetailsTest {
  private static final Instant START = Instant.parse("2026-03-14T02:17:45Z");
  private static final Alert ALERT = ExampleAlerts.signIn();

  private Instant now = START;
  private final List<String> calls = new ArrayList<>();
  private final Deque<DeliveryException> failures = new ArrayDeque<>();
  private final MemoryStore store = new MemoryStore(() -> now);
  private RateLimit rateLimit = RateLimit.UNLIMITED;

  @Test
  void sendsTheDetailsBelowTheAlertOnce() throws Exception {
    Delivery first = deliver();
    Delivery again = deliver();

    assertThat(first.result()).isEqualTo(Result.DELIVERED);
    assertThat(first.problem()).isEmpty();
    assertThat(again.result()).isEqualTo(Result.DELIVERED_BEFORE);
    assertThat(calls).containsExactly("alert after 0 ms", "details of message 1 after 0 ms");
  }

  @Test
  void theDetailsTakeATurnInTheRateLimit() throws Exception {
    rateLimit = new RateLimit(Duration.ofSeconds(1), 1);

    deliver();

    assertThat(calls).containsExactly("alert after 0 ms", "details of message 1 after 1000 ms");
  }

  @Test
  void retriesDetailsAfterATransientFailure() throws Exception {
    failures.add(DeliveryException.retryable("busy", null));
    failures.add(DeliveryException.retryableAfter(Duration.ofSeconds(7), "slow down"));

    Delivery delivery = deliver();

    assertThat(delivery.problem()).isEmpty();
    assertThat(calls)
        .containsExactly(
            "alert after 0 ms",
            "details of message 1 after 0 ms",
            "details of message 1 after 500 ms",
            "details of message 1 after 7500 ms");
  }

  @Test
  void reportsDetailsThatHaveNoTurnBeforeTheDeadline() throws Exception {
    failures.add(DeliveryException.retryableAfter(Duration.ofSeconds(60), "slow down"));

    Delivery delivery = deliver();

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(delivery.problem()).contains("thread details not sent: slow down");
    assertThat(now).isEqualTo(START);
  }

  @Test
  void sendsMissingDetailsWhenTheAlertIsProcessedAgain() throws Exception {
    failures.add(DeliveryException.rejected("msg_blocks_too_long", null));

    Delivery delivery = deliver();
    Delivery again = deliver();

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(delivery.problem()).contains("thread details not sent: msg_blocks_too_long");
    assertThat(again.problem()).isEmpty();
    assertThat(calls).filteredOn(it -> it.startsWith("alert")).hasSize(1);
    assertThat(calls).filteredOn(it -> it.startsWith("details of message 1")).hasSize(2);
  }

  @Test
  void sendsTheDetailsWithoutTheStore() throws Exception {
    Delivery delivery = deliver(new UnavailableStore());

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(calls).containsExactly("alert after 0 ms", "details of message 1 after 0 ms");
  }

  @Test
  void aRejectedAlertHasNoDetails() throws Exception {
    Delivery delivery =
        delivery(store, true)
            .deliver(ALERT, ALERT.eventKey(), true, Deadline.in(Duration.ofSeconds(20), () -> now));

    assertThat(delivery.result()).isEqualTo(Result.REJECTED);
    assertThat(calls).containsExactly("alert after 0 ms");
  }

  private Delivery deliver() throws Exception {
    return deliver(store);
  }

  private Delivery deliver(NotificationLog log) throws Exception {
    return delivery(log, false)
        .deliver(ALERT, ALERT.eventKey(), true, Deadline.in(Duration.ofSeconds(20), () -> now));
  }

  private ChannelDelivery delivery(NotificationLog log, boolean isRejecting) {
    return new ChannelDelivery(
        new ChannelWithDetails(isRejecting), log, () -> now, wait -> now = now.plus(wait), 1);
  }

  private final class ChannelWithDetails implements Channel, ThreadedMessaging {
    private final boolean isRejecting;

    ChannelWithDetails(boolean isRejecting) {
      this.isRejecting = isRejecting;
    }

    @Override
    public String name() {
      return "slack";
    }

    @Override
    public RateLimit rateLimit() {
      return rateLimit;
    }

    @Override
    public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
      calls.add("alert after " + Duration.between(START, now).toMillis() + " ms");
      if (isRejecting) {
        throw DeliveryException.rejected("channel_not_found", null);
      }
      return new Receipt("message 1");
    }

    @Override
    public Optional<ThreadedMessaging> threads() {
      return Optional.of(this);
    }

    @Override
    public boolean hasDetails(Alert alert) {
      return true;
    }

    @Override
    public Receipt sendDetails(Alert alert, Receipt parent, Deadline deadline)
        throws DeliveryException {
      long millis = Duration.between(START, now).toMillis();
      calls.add("details of " + parent.reference() + " after " + millis + " ms");
      DeliveryException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return new Receipt("message 2");
    }

    @Override
    public Receipt reply(Alert alert, Receipt parent, boolean broadcast, Deadline deadline) {
      throw new IllegalStateException("expected no reply");
    }

    @Override
    public Receipt update(Alert alert, Receipt parent, Deadline deadline) {
      throw new IllegalStateException("expected no update");
    }
  }
}
