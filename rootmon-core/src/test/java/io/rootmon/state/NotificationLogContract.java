package io.rootmon.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryLease.Acquired;
import io.rootmon.internal.state.NotificationLog.DeliveryLease.AlreadyDelivered;
import io.rootmon.internal.state.NotificationLog.DeliveryLease.HeldByOther;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.SharedStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What every store has to keep of deliveries, however many workers share it. */
interface NotificationLogContract extends StoreContract {
  Duration LEASE = Duration.ofMinutes(2);
  DeliveryKey DELIVERY = new DeliveryKey("event-1", "slack");
  int WORKERS = 6;

  @Test
  default void aDeliveryIsClaimedOnce() throws Exception {
    SharedStateStore store = worker();

    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Acquired.class);
    assertThat(worker().claim(DELIVERY, LEASE))
        .isEqualTo(new HeldByOther(clock().instant().plus(LEASE)));
    assertThat(store.claim(new DeliveryKey("event-1", "ses"), LEASE)).isInstanceOf(Acquired.class);
    assertThat(store.claim(new DeliveryKey("event-2", "slack"), LEASE))
        .isInstanceOf(Acquired.class);
  }

  @Test
  default void aClaimEndsWithItsLease() throws Exception {
    SharedStateStore store = worker();
    DeliveryLease first = store.claim(DELIVERY, LEASE);

    pass(LEASE.minus(MOMENT));
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(HeldByOther.class);
    pass(MOMENT);
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Acquired.class).isNotEqualTo(first);
  }

  @Test
  default void leasesAReleasedDeliveryAgain() throws Exception {
    SharedStateStore store = worker();

    Acquired first = (Acquired) store.claim(DELIVERY, LEASE);
    store.release(DELIVERY, first.owner());

    assertThat(worker().claim(DELIVERY, LEASE)).isInstanceOf(Acquired.class);
  }

  @Test
  default void doesNotReleaseTheLeaseOfAnotherWorker() throws Exception {
    SharedStateStore store = worker();
    Acquired first = (Acquired) store.claim(DELIVERY, LEASE);
    pass(LEASE);
    worker().claim(DELIVERY, LEASE);

    store.release(DELIVERY, first.owner());
    store.release(DELIVERY, "");

    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new HeldByOther(clock().instant().plus(LEASE)));
  }

  @Test
  default void doesNotReleaseAFinishedOrUnleasedDelivery() throws Exception {
    SharedStateStore store = worker();
    store.release(DELIVERY, "nobody");
    Acquired first = (Acquired) store.claim(DELIVERY, LEASE);
    store.finish(DELIVERY, DeliveryRecord.delivered("message 1"));

    store.release(DELIVERY, first.owner());
    store.release(DELIVERY, "");

    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new AlreadyDelivered(DeliveryRecord.delivered("message 1")));
  }

  @Test
  default void aFinishedDeliveryStaysFinished() throws Exception {
    SharedStateStore store = worker();
    store.claim(DELIVERY, LEASE);
    DeliveryRecord settlement = DeliveryRecord.delivered("message 1");
    store.finish(DELIVERY, settlement);

    assertThat(store.claim(DELIVERY, LEASE)).isEqualTo(new AlreadyDelivered(settlement));
    pass(SharedStateStore.MEMORY.minus(MOMENT));
    assertThat(worker().claim(DELIVERY, LEASE)).isEqualTo(new AlreadyDelivered(settlement));
    pass(MOMENT);
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Acquired.class);
  }

  @Test
  default void howADeliveryEndedIsReadWithoutAClaim() throws Exception {
    SharedStateStore store = worker();
    assertThat(store.result(DELIVERY)).isEmpty();
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Acquired.class);
    assertThat(worker().result(DELIVERY)).isEmpty();

    store.finish(DELIVERY, DeliveryRecord.delivered("message 1"));

    assertThat(worker().result(DELIVERY)).contains(DeliveryRecord.delivered("message 1"));
    assertThat(store.result(new DeliveryKey("event-1", "ses"))).isEmpty();
    pass(SharedStateStore.MEMORY);
    assertThat(store.result(DELIVERY)).isEmpty();
  }

  @Test
  default void recordsASentDeliveryUnderAnyOwner() throws Exception {
    SharedStateStore store = worker();
    store.claim(DELIVERY, LEASE);
    pass(LEASE);
    worker().claim(DELIVERY, LEASE);

    store.finish(DELIVERY, DeliveryRecord.delivered("message 1"));

    assertThat(worker().claim(DELIVERY, LEASE))
        .isEqualTo(new AlreadyDelivered(DeliveryRecord.delivered("message 1")));
  }

  @Test
  default void storesAThousandCharactersOfAReference() throws Exception {
    SharedStateStore store = worker();
    store.finish(DELIVERY, DeliveryRecord.delivered("💥".repeat(200_000)));

    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new AlreadyDelivered(DeliveryRecord.delivered("💥".repeat(999) + "…")));
  }

  @Test
  default void oneOfManyWorkersGetsTheLease() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      DeliveryKey delivery = new DeliveryKey("event " + round, "slack");
      List<Callable<DeliveryLease>> claims = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        SharedStateStore worker = worker();
        claims.add(() -> worker.claim(delivery, LEASE));
      }

      assertThat(StoreContract.atOnce(claims)).filteredOn(it -> it instanceof Acquired).hasSize(1);
    }
  }

  /** What a worker does next. */
  enum Step {
    CLAIM,
    DELIVER,
    RELEASE,
    WAIT,
    WAIT_LONG
  }

  /** Each step is taken by one of two workers in turn of chance. */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  default void grantsOneLeaseAtATimeAndNoneAfterTheEnd(
      @ForAll List<Step> steps, @ForAll List<Boolean> seconds) throws Exception {
    SharedStateStore store = worker();
    // One store serves all tries.
    DeliveryKey delivery = new DeliveryKey("try " + UUID.randomUUID(), "slack");
    String[] owners = {"nobody", "nobody"};
    Optional<Instant> leased = Optional.empty();
    String owner = "";
    Optional<DeliveryRecord> settled = Optional.empty();
    Instant ends = Instant.MIN;
    for (int i = 0; i < steps.size(); i++) {
      int worker = i < seconds.size() && seconds.get(i) ? 1 : 0;
      if (!clock().instant().isBefore(ends)) {
        settled = Optional.empty();
      }
      switch (steps.get(i)) {
        case CLAIM -> {
          DeliveryLease claim = store.claim(delivery, LEASE);
          if (settled.isPresent()) {
            assertThat(claim).isEqualTo(new AlreadyDelivered(settled.get()));
          } else if (leased.filter(it -> clock().instant().isBefore(it)).isPresent()) {
            assertThat(claim).isEqualTo(new HeldByOther(leased.get()));
          } else {
            owner = ((Acquired) claim).owner();
            owners[worker] = owner;
            leased = Optional.of(clock().instant().plus(LEASE));
          }
        }
        case DELIVER -> {
          DeliveryRecord end = DeliveryRecord.delivered("id " + i);
          store.finish(delivery, end);
          settled = Optional.of(end);
          ends = clock().instant().plus(SharedStateStore.MEMORY);
          leased = Optional.empty();
        }
        case RELEASE -> {
          store.release(delivery, owners[worker]);
          if (owners[worker].equals(owner)) {
            leased = Optional.empty();
          }
        }
        case WAIT -> pass(LEASE.dividedBy(2));
        case WAIT_LONG -> pass(SharedStateStore.MEMORY.dividedBy(2));
      }
    }
  }
}
