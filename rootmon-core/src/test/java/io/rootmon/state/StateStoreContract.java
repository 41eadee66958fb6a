package io.rootmon.state;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.detect.AssumedRootSessions.Session;
import io.rootmon.judge.Severity;
import io.rootmon.state.Claim.Granted;
import io.rootmon.state.Claim.Held;
import io.rootmon.state.Claim.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What every store has to keep, however many workers share it. */
public abstract class StateStoreContract {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final DeliveryKey DELIVERY = new DeliveryKey("event-1", "slack");
  private static final int WORKERS = 6;
  private static final int ROUNDS = 12;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  private int tries;

  /** One of several that share their state, which is empty when a test begins. */
  protected abstract StateStore worker();

  protected final InstantSource clock() {
    return now::get;
  }

  private void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  private static Act act(String eventId, Severity severity) {
    return new Act(eventId, Optional.empty(), Optional.empty(), severity);
  }

  private static Act correction(String eventId, String corrected, Severity severity) {
    return new Act(eventId, Optional.of(corrected), Optional.empty(), severity);
  }

  private static Act shared(String eventId, String sharedEventId, Severity severity) {
    return new Act(eventId, Optional.empty(), Optional.of(sharedEventId), severity);
  }

  @Test
  void repeatsTheDecisionForWhoeverAsksAgain() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(act("a", HIGH))).isEqualTo(Decision.tell("a"));
    assertThat(worker().decide(act("a", HIGH))).isEqualTo(Decision.tell("a"));
    // The same event is judged by a newer version meanwhile: the decision stands.
    assertThat(worker().decide(act("a", CRITICAL))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(act("b", HIGH))).isEqualTo(Decision.tell("b"));
  }

  @Test
  void aCorrectionIsACopyInEitherOrder() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(act("a", HIGH))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(correction("a2", "a", HIGH))).isEqualTo(Decision.duplicateOf("a"));
    assertThat(store.decide(correction("b2", "b", HIGH))).isEqualTo(Decision.tell("b2"));
    assertThat(store.decide(act("b", HIGH))).isEqualTo(Decision.duplicateOf("b2"));
    assertThat(worker().decide(act("b", HIGH))).isEqualTo(Decision.duplicateOf("b2"));
  }

  @Test
  void theCopiesOfTwoAccountsAreOneAct() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(shared("a", "s", HIGH))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(shared("b", "s", MEDIUM))).isEqualTo(Decision.duplicateOf("a"));
    assertThat(store.decide(shared("c", "t", MEDIUM))).isEqualTo(Decision.tell("c"));
  }

  @Test
  void theCorrectionOfACopyIsACopyToo() throws Exception {
    StateStore store = worker();

    store.decide(shared("a", "s", HIGH));
    store.decide(shared("b", "s", HIGH));

    assertThat(store.decide(correction("b2", "b", HIGH))).isEqualTo(Decision.duplicateOf("a"));
  }

  @Test
  void aMoreAlarmingCopyIsTold() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(shared("a", "s", LOW))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(shared("b", "s", HIGH))).isEqualTo(Decision.tell("b"));
    assertThat(store.decide(shared("c", "s", MEDIUM))).isEqualTo(Decision.duplicateOf("b"));
    assertThat(store.decide(shared("d", "s", HIGH))).isEqualTo(Decision.duplicateOf("b"));
    assertThat(store.decide(shared("a", "s", LOW))).isEqualTo(Decision.tell("a"));
  }

  @Test
  void anIdIsNotAnotherIdsNeighbour() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(act("x", HIGH))).isEqualTo(Decision.tell("x"));
    assertThat(store.decide(shared("y", "x", HIGH))).isEqualTo(Decision.tell("y"));
    assertThat(store.decide(act("decision#x", HIGH))).isEqualTo(Decision.tell("decision#x"));
    assertThat(store.claim(new DeliveryKey("b#c", "a"), LEASE)).isInstanceOf(Granted.class);
    assertThat(store.claim(new DeliveryKey("c", "a#b"), LEASE)).isInstanceOf(Granted.class);
  }

  @Test
  void takesIdsLongAndHostile() throws Exception {
    StateStore store = worker();
    String most = "é".repeat(5_000);
    for (String id :
        List.of("", " ", "\u0000", "💥#\"'\\\n", "\ud800", "\udc00", most, most + "x")) {
      assertThat(store.decide(act(id, HIGH))).isEqualTo(Decision.tell(id));
      assertThat(store.decide(act(id, HIGH))).isEqualTo(Decision.tell(id));
      DeliveryKey delivery = new DeliveryKey(id, id);
      assertThat(store.claim(delivery, LEASE)).isInstanceOf(Granted.class);
      store.settle(delivery, Settlement.delivered(id));
      assertThat(store.claim(delivery, LEASE)).isInstanceOf(Settled.class);
      assertThat(store.find(id)).isEmpty();
    }
  }

  @Test
  void decisionsEndByTheClock() throws Exception {
    StateStore store = worker();
    store.decide(act("a", HIGH));

    pass(StateStore.MEMORY.minus(MOMENT));
    assertThat(store.decide(correction("a2", "a", HIGH))).isEqualTo(Decision.duplicateOf("a"));
    pass(MOMENT);
    assertThat(store.decide(correction("a3", "a", HIGH))).isEqualTo(Decision.tell("a3"));
    assertThat(store.decide(act("a", HIGH))).isEqualTo(Decision.duplicateOf("a3"));
  }

  @Test
  void aDeliveryIsClaimedOnce() throws Exception {
    StateStore store = worker();

    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Granted.class);
    assertThat(worker().claim(DELIVERY, LEASE)).isEqualTo(new Held(clock().instant().plus(LEASE)));
    assertThat(store.claim(new DeliveryKey("event-1", "ses"), LEASE)).isInstanceOf(Granted.class);
    assertThat(store.claim(new DeliveryKey("event-2", "slack"), LEASE)).isInstanceOf(Granted.class);
  }

  @Test
  void aClaimEndsWithItsLease() throws Exception {
    StateStore store = worker();
    Claim first = store.claim(DELIVERY, LEASE);

    pass(LEASE.minus(MOMENT));
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Held.class);
    pass(MOMENT);
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Granted.class).isNotEqualTo(first);
  }

  @Test
  void whatIsReleasedMayBeClaimed() throws Exception {
    StateStore store = worker();

    Granted first = (Granted) store.claim(DELIVERY, LEASE);
    store.release(DELIVERY, first.owner());

    assertThat(worker().claim(DELIVERY, LEASE)).isInstanceOf(Granted.class);
  }

  @Test
  void nobodyReleasesAnothersClaim() throws Exception {
    StateStore store = worker();
    Granted first = (Granted) store.claim(DELIVERY, LEASE);
    pass(LEASE);
    worker().claim(DELIVERY, LEASE);

    store.release(DELIVERY, first.owner());
    store.release(DELIVERY, "");

    assertThat(store.claim(DELIVERY, LEASE)).isEqualTo(new Held(clock().instant().plus(LEASE)));
  }

  @Test
  void nobodyReleasesWhatIsSettledOrWasNeverClaimed() throws Exception {
    StateStore store = worker();
    store.release(DELIVERY, "nobody");
    Granted first = (Granted) store.claim(DELIVERY, LEASE);
    store.settle(DELIVERY, Settlement.delivered("message 1"));

    store.release(DELIVERY, first.owner());
    store.release(DELIVERY, "");

    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.delivered("message 1")));
  }

  @Test
  void whatIsSettledStaysSo() throws Exception {
    StateStore store = worker();
    store.claim(DELIVERY, LEASE);
    Settlement settlement = Settlement.refused("no such channel");
    store.settle(DELIVERY, settlement);

    assertThat(store.claim(DELIVERY, LEASE)).isEqualTo(new Settled(settlement));
    pass(StateStore.MEMORY.minus(MOMENT));
    assertThat(worker().claim(DELIVERY, LEASE)).isEqualTo(new Settled(settlement));
    pass(MOMENT);
    assertThat(store.claim(DELIVERY, LEASE)).isInstanceOf(Granted.class);
  }

  @Test
  void whatWasSentWasSentWhoeverOwnsItByNow() throws Exception {
    StateStore store = worker();
    store.claim(DELIVERY, LEASE);
    pass(LEASE);
    worker().claim(DELIVERY, LEASE);

    store.settle(DELIVERY, Settlement.delivered("message 1"));

    assertThat(worker().claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.delivered("message 1")));
  }

  @Test
  void whatWasDeliveredIsNeverRefused() throws Exception {
    StateStore store = worker();
    store.settle(DELIVERY, Settlement.refused("not yet"));
    store.settle(DELIVERY, Settlement.refused("no such channel"));
    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.refused("no such channel")));

    store.settle(DELIVERY, Settlement.delivered("message 1"));
    store.settle(DELIVERY, Settlement.refused("too late"));
    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.delivered("message 1")));

    pass(StateStore.MEMORY);
    store.settle(DELIVERY, Settlement.refused("another time"));
    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.refused("another time")));
  }

  @Test
  void refusesWhatIsClaimed() throws Exception {
    StateStore store = worker();
    store.claim(DELIVERY, LEASE);

    store.settle(DELIVERY, Settlement.refused("no such channel"));

    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.refused("no such channel")));
  }

  @Test
  void keepsAThousandCharactersOfADetail() throws Exception {
    StateStore store = worker();
    store.settle(DELIVERY, Settlement.refused("💥".repeat(200_000)));

    assertThat(store.claim(DELIVERY, LEASE))
        .isEqualTo(new Settled(Settlement.refused("💥".repeat(999) + "…")));
  }

  @Test
  void remembersASessionForItsTime() throws Exception {
    StateStore store = worker();
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
    pass(StateStore.SESSION_MEMORY.minus(MOMENT));
    assertThat(store.find(session.accessKeyId())).contains(session);
    pass(MOMENT);
    assertThat(store.find(session.accessKeyId())).isEmpty();
  }

  @Test
  void ofManyWorkersOneGetsTheDelivery() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      DeliveryKey delivery = new DeliveryKey("event " + round, "slack");
      List<Callable<Claim>> claims = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        StateStore worker = worker();
        claims.add(() -> worker.claim(delivery, LEASE));
      }

      assertThat(atOnce(claims)).filteredOn(it -> it instanceof Granted).hasSize(1);
    }
  }

  @Test
  void ofManyWorkersOneTellsTheAct() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Decision>> decisions = new ArrayList<>();
      for (Act act : copies("a" + round, HIGH, HIGH, HIGH)) {
        StateStore worker = worker();
        decisions.add(() -> worker.decide(act));
      }
      Collections.shuffle(decisions);

      List<Decision> taken = atOnce(decisions);
      assertThat(taken).filteredOn(Decision::isTold).as("%s", taken).hasSize(1);
      assertThat(taken).extracting(Decision::eventId).containsOnly(taken.get(0).eventId());
    }
  }

  @Test
  void ofManyWorkersOneALevelTellsTheAct() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Act> acts = copies("a" + round, LOW, HIGH, HIGH);
      List<Callable<Decision>> decisions = new ArrayList<>();
      for (Act act : acts) {
        StateStore worker = worker();
        decisions.add(() -> worker.decide(act));
      }
      Collections.shuffle(decisions);

      List<Decision> told = atOnce(decisions).stream().filter(Decision::isTold).toList();
      assertThat(told).hasSizeBetween(1, 2);
      // The most alarming is told in any case, and once.
      assertThat(told).filteredOn(it -> !it.eventId().equals(acts.get(0).eventId())).hasSize(1);
    }
  }

  @Test
  void ofManyWorkersWithOneEventAllGetOneAnswer() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Act act = shared("a" + round, "s" + round, HIGH);
      List<Callable<Decision>> decisions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        StateStore worker = worker();
        decisions.add(() -> worker.decide(act));
      }

      assertThat(atOnce(decisions)).containsOnly(Decision.tell(act.eventId()));
    }
  }

  private static List<Act> copies(String id, Severity first, Severity second, Severity third) {
    return List.of(
        act(id, first), correction(id + "'", id, second), correction(id + "''", id, third));
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size());
      List<Future<T>> answers = new ArrayList<>();
      for (Callable<T> task : tasks) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> answer : answers) {
        results.add(answer.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What a worker does next. */
  public enum Step {
    CLAIM,
    DELIVER,
    REFUSE,
    RELEASE,
    WAIT,
    WAIT_LONG
  }

  /** Each step is taken by one of two workers in turn of chance. */
  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void neverTwoLiveGrantsAndNoneAfterTheEnd(@ForAll List<Step> steps, @ForAll List<Boolean> seconds)
      throws Exception {
    StateStore store = worker();
    // One store serves all tries.
    DeliveryKey delivery = new DeliveryKey("try " + ++tries, "slack");
    String[] owners = {"nobody", "nobody"};
    Optional<Instant> leased = Optional.empty();
    String owner = "";
    Optional<Settlement> settled = Optional.empty();
    Instant ends = Instant.MIN;
    for (int i = 0; i < steps.size(); i++) {
      int worker = i < seconds.size() && seconds.get(i) ? 1 : 0;
      if (!clock().instant().isBefore(ends)) {
        settled = Optional.empty();
      }
      switch (steps.get(i)) {
        case CLAIM -> {
          Claim claim = store.claim(delivery, LEASE);
          if (settled.isPresent()) {
            assertThat(claim).isEqualTo(new Settled(settled.get()));
          } else if (leased.filter(it -> clock().instant().isBefore(it)).isPresent()) {
            assertThat(claim).isEqualTo(new Held(leased.get()));
          } else {
            owner = ((Granted) claim).owner();
            owners[worker] = owner;
            leased = Optional.of(clock().instant().plus(LEASE));
          }
        }
        case DELIVER, REFUSE -> {
          boolean sent = steps.get(i) == Step.DELIVER;
          Settlement end = sent ? Settlement.delivered("id") : Settlement.refused("no");
          store.settle(delivery, end);
          if (sent || settled.filter(it -> it.end() == Settlement.End.DELIVERED).isEmpty()) {
            settled = Optional.of(end);
            ends = clock().instant().plus(StateStore.MEMORY);
            leased = Optional.empty();
          }
        }
        case RELEASE -> {
          store.release(delivery, owners[worker]);
          if (owners[worker].equals(owner)) {
            leased = Optional.empty();
          }
        }
        case WAIT -> pass(LEASE.dividedBy(2));
        case WAIT_LONG -> pass(StateStore.MEMORY.dividedBy(2));
      }
    }
  }
}
