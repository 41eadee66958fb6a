package io.rootmon.state;

import static io.rootmon.judge.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease.Acquired;
import io.rootmon.internal.state.NotificationLog.DeliveryLease.AlreadyDelivered;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every store has to keep, however many workers share it. */
public abstract class StateStoreContract
    implements DecisionContract, NotificationLogContract, IncidentRepositoryContract {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  @Override
  public final InstantSource clock() {
    return now::get;
  }

  @Override
  public final void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  @Test
  void anIdIsNotAnotherIdsNeighbour() throws Exception {
    SharedStateStore store = worker();

    assertThat(NoGrouping.decide(store, DecisionContract.act("x", HIGH))).isEqualTo("tell x");
    assertThat(NoGrouping.decide(store, DecisionContract.shared("y", "x", HIGH)))
        .isEqualTo("tell y");
    assertThat(NoGrouping.decide(store, DecisionContract.act("decision#x", HIGH)))
        .isEqualTo("tell decision#x");
    assertThat(store.claim(new DeliveryKey("b#c", "a"), LEASE)).isInstanceOf(Acquired.class);
    assertThat(store.claim(new DeliveryKey("c", "a#b"), LEASE)).isInstanceOf(Acquired.class);
  }

  @Test
  void acceptsLongAndHostileIds() throws Exception {
    SharedStateStore store = worker();
    String most = "é".repeat(5_000);
    for (String id :
        List.of("", " ", "\u0000", "💥#\"'\\\n", "\ud800", "\udc00", most, most + "x")) {
      assertThat(NoGrouping.decide(store, DecisionContract.act(id, HIGH))).isEqualTo("tell " + id);
      assertThat(NoGrouping.decide(store, DecisionContract.act(id, HIGH))).isEqualTo("tell " + id);
      DeliveryKey delivery = new DeliveryKey(id, id);
      assertThat(store.claim(delivery, LEASE)).isInstanceOf(Acquired.class);
      store.finish(delivery, DeliveryRecord.delivered(id));
      assertThat(store.claim(delivery, LEASE)).isInstanceOf(AlreadyDelivered.class);
      assertThat(store.find(id)).isEmpty();
    }
  }

  @Test
  void storesASessionForItsDuration() throws Exception {
    SharedStateStore store = worker();
    Session session =
        new Session(
            "ASIAIOSFODNN7EXAMPLE",
            "alice",
            Optional.of(new AccountId("111122223333")),
            "IAMAuditRootUserCredentials",
            clock().instant().minusMillis(1_500));
    Session aimless =
        new Session("ASIAI44QH8DHBEXAMPLE", "bob", Optional.empty(), "S3Unlock", clock().instant());
    store.remember(session);
    store.remember(aimless);
    store.remember(aimless);

    assertThat(worker().find(session.accessKeyId())).contains(session);
    assertThat(store.find(aimless.accessKeyId())).contains(aimless);
    assertThat(store.find("ASIAnobody")).isEmpty();
    pass(SharedStateStore.SESSION_MEMORY.minus(MOMENT));
    assertThat(store.find(session.accessKeyId())).contains(session);
    pass(MOMENT);
    assertThat(store.find(session.accessKeyId())).isEmpty();
  }
}
