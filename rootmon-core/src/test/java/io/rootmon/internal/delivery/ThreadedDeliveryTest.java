package io.rootmon.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where an alert goes, depending on the state of the parent message. */
class ThreadedDeliveryTest {
  private static final Instant START = Instant.parse("2026-03-14T02:17:45Z");
  private static final Alert ALERT = ExampleAlerts.signIn();

  private Instant now = START;
  private boolean gone;
  private final List<String> said = new ArrayList<>();

  @Test
  void sendsTheParentMessageToTheChannel() throws Exception {
    assertThat(deliver(0, ALERT.eventKey()).result()).isEqualTo(Result.DELIVERED);

    assertThat(said).containsExactly("claim", "sent", "settle sent");
  }

  @Test
  void sendsLaterAlertsBelowTheParentMessage() throws Exception {
    assertThat(deliver(0, "head").problem()).isEmpty();

    assertThat(said).containsExactly("claim", "below m-head broadcast", "settle below");
    assertThat(now).isEqualTo(START);
  }

  @Test
  void waitsForAParentMessageInTransit() throws Exception {
    assertThat(deliver(3, "head").problem()).isEmpty();

    assertThat(said).contains("below m-head broadcast");
    assertThat(now).isEqualTo(START.plusMillis(100 + 200 + 400));
  }

  @Test
  void postsToTheChannelInsteadOfALongWait() throws Exception {
    Delivery delivery = deliver(99, "head");

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(delivery.problem()).contains("its thread has no parent message");
    assertThat(said).containsExactly("claim", "sent", "settle sent");
    assertThat(now).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void postsToTheChannelWhenTheParentMessageWasDeleted() throws Exception {
    gone = true;

    assertThat(deliver(0, "head").result()).isEqualTo(Result.DELIVERED);
    assertThat(said).containsExactly("claim", "below m-head broadcast", "sent", "settle sent");
  }

  @Test
  void postsToTheChannelWhenTheLogIsUnreadable() throws Exception {
    Delivery delivery = deliver(-1, "head");

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(delivery.problem()).contains("the parent message is not known: down");
  }

  @Test
  void aReplyWithoutBroadcastStaysInTheThread() throws Exception {
    attempts(0).deliver(ALERT, "news", false, Deadline.in(Duration.ofSeconds(20), () -> now));
    attempts(0)
        .deliver(alert("head"), "news", false, Deadline.in(Duration.ofSeconds(20), () -> now));

    assertThat(said).contains("sent", "below m-head quietly");
  }

  @Test
  void printsTheParentMessageAgainWithoutAMark() throws Exception {
    Delivery delivery =
        attempts(0).refresh(alert("head"), Deadline.in(Duration.ofSeconds(5), () -> now));

    assertThat(delivery.result()).isEqualTo(Result.DELIVERED);
    assertThat(said).containsExactly("anew m-head");
  }

  @Test
  void aMissingOrDeletedParentMessageIsOnlyAProblem() throws Exception {
    Delivery none =
        attempts(99).refresh(alert("head"), Deadline.in(Duration.ofSeconds(5), () -> now));
    Delivery unknown =
        attempts(-1).refresh(alert("head"), Deadline.in(Duration.ofSeconds(5), () -> now));
    gone = true;
    Delivery deleted =
        attempts(0).refresh(alert("head"), Deadline.in(Duration.ofSeconds(5), () -> now));

    assertThat(List.of(none, unknown, deleted))
        .extracting(it -> it.problem().orElse(""))
        .containsExactly(
            "there is no parent message", "the parent message is not known: down", "gone");
    assertThat(now).isEqualTo(START);
    assertThat(said).containsExactly("anew m-head");
  }

  private Delivery deliver(int looks, String head) throws InterruptedException {
    return attempts(looks)
        .deliver(
            alert(head), ALERT.eventKey(), true, Deadline.in(Duration.ofSeconds(20), () -> now));
  }

  private static Alert alert(String head) {
    IncidentRef place = new IncidentRef("one", START, 2, Severity.HIGH, Map.of("slack", head));
    return new Alert(
        ALERT.id(),
        ALERT.time(),
        ALERT.severity(),
        ALERT.headline(),
        ALERT.account(),
        ALERT.finding(),
        ALERT.facts(),
        ALERT.reasons(),
        ALERT.advice(),
        ALERT.links(),
        ALERT.keyFields(),
        ALERT.notes(),
        Optional.of(place),
        Optional.empty(),
        Optional.empty());
  }

  private ChannelDelivery attempts(int looks) {
    return new ChannelDelivery(
        new Threaded(), new Log(looks), () -> now, wait -> now = now.plus(wait), 1);
  }

  private final class Threaded implements Channel, ThreadedMessaging {
    @Override
    public String name() {
      return "slack";
    }

    @Override
    public Receipt send(Alert alert, Deadline deadline) {
      said.add("sent");
      return new Receipt("sent");
    }

    @Override
    public Optional<ThreadedMessaging> threads() {
      return Optional.of(this);
    }

    @Override
    public Receipt reply(Alert alert, Receipt head, boolean broadcast, Deadline deadline)
        throws DeliveryException {
      return done("below " + head.reference() + (broadcast ? " broadcast" : " quietly"), "below");
    }

    @Override
    public Receipt update(Alert alert, Receipt head, Deadline deadline) throws DeliveryException {
      return done("anew " + head.reference(), "anew");
    }

    private Receipt done(String what, String receipt) throws DeliveryException {
      said.add(what);
      if (gone) {
        throw DeliveryException.gone("gone");
      }
      return new Receipt(receipt);
    }
  }

  /**
   * Finds the parent message after this number of reads. A negative number means that the store is
   * unavailable.
   */
  private final class Log implements NotificationLog {
    private int looks;

    Log(int looks) {
      this.looks = looks;
    }

    @Override
    public DeliveryLease claim(DeliveryKey delivery, Duration lease) {
      said.add("claim");
      return new DeliveryLease.Acquired("me");
    }

    @Override
    public Optional<DeliveryRecord> result(DeliveryKey delivery) throws StateException {
      if (looks < 0) {
        throw new StateException("down", null);
      }
      return looks-- > 0
          ? Optional.empty()
          : Optional.of(DeliveryRecord.delivered("m-" + delivery.alert()));
    }

    @Override
    public void finish(DeliveryKey delivery, DeliveryRecord settlement) {
      said.add("settle " + settlement.reference());
    }

    @Override
    public void release(DeliveryKey delivery, String owner) {
      said.add("release");
    }
  }
}
