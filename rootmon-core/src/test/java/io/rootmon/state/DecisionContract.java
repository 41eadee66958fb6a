package io.rootmon.state;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Finding.Origin;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every store has to keep of decisions, however many workers share it. */
interface DecisionContract extends StoreContract {
  static EventIdentity act(String eventId, Severity severity) {
    return new EventIdentity("111122223333", eventId, Optional.empty(), Optional.empty(), severity);
  }

  private static EventIdentity correction(String eventId, String corrected, Severity severity) {
    return new EventIdentity(
        "111122223333", eventId, Optional.of(corrected), Optional.empty(), severity);
  }

  static EventIdentity shared(String eventId, String sharedEventId, Severity severity) {
    return new EventIdentity(
        "111122223333", eventId, Optional.empty(), Optional.of(sharedEventId), severity);
  }

  @Test
  default void repeatsTheDecisionForEachCaller() throws Exception {
    SharedStateStore store = worker();

    assertThat(NoGrouping.decide(store, act("a", HIGH))).isEqualTo("tell a");
    assertThat(NoGrouping.decide(worker(), act("a", HIGH))).isEqualTo("tell a");
    // A newer version judged the same event in the meantime. The first decision remains.
    assertThat(NoGrouping.decide(worker(), act("a", CRITICAL))).isEqualTo("tell a");
    assertThat(NoGrouping.decide(store, act("b", HIGH))).isEqualTo("tell b");
  }

  @Test
  default void storesTheOriginOfEachDecidedEvent() throws Exception {
    SharedStateStore store = worker();
    EventIdentity archived =
        new EventIdentity(
            "111122223333", "b", Optional.empty(), Optional.empty(), HIGH, Origin.ARCHIVE);
    NoGrouping.decide(store, act("a", HIGH));
    NoGrouping.decide(store, archived);
    NoGrouping.decide(store, shared("c", "s", HIGH));
    NoGrouping.decide(store, shared("d", "s", HIGH));
    // EventBridge delivers the event late. The first origin remains.
    NoGrouping.decide(store, act("b", HIGH));

    assertThat(worker().origins(List.of("a", "b", "c", "d", "never", "a")))
        .isEqualTo(
            Map.of(
                "a", Origin.DELIVERED,
                "b", Origin.ARCHIVE,
                "c", Origin.DELIVERED,
                "d", Origin.DELIVERED));
    assertThat(worker().origins(List.of())).isEmpty();
  }

  @Test
  default void aCorrectionIsACopyInEitherOrder() throws Exception {
    SharedStateStore store = worker();

    assertThat(NoGrouping.decide(store, act("a", HIGH))).isEqualTo("tell a");
    assertThat(NoGrouping.decide(store, correction("a2", "a", HIGH))).isEqualTo("copy of a");
    assertThat(NoGrouping.decide(store, correction("b2", "b", HIGH))).isEqualTo("tell b2");
    assertThat(NoGrouping.decide(store, act("b", HIGH))).isEqualTo("copy of b2");
    assertThat(NoGrouping.decide(worker(), act("b", HIGH))).isEqualTo("copy of b2");
  }

  @Test
  default void duplicatesOfTwoAccountsAreOneEvent() throws Exception {
    SharedStateStore store = worker();

    assertThat(NoGrouping.decide(store, shared("a", "s", HIGH))).isEqualTo("tell a");
    assertThat(NoGrouping.decide(store, shared("b", "s", MEDIUM))).isEqualTo("copy of a");
    assertThat(NoGrouping.decide(store, shared("c", "t", MEDIUM))).isEqualTo("tell c");
  }

  @Test
  default void theCorrectionOfACopyIsACopyToo() throws Exception {
    SharedStateStore store = worker();

    NoGrouping.decide(store, shared("a", "s", HIGH));
    NoGrouping.decide(store, shared("b", "s", HIGH));

    assertThat(NoGrouping.decide(store, correction("b2", "b", HIGH))).isEqualTo("copy of a");
  }

  @Test
  default void notifiesOfADuplicateWithAHigherSeverity() throws Exception {
    SharedStateStore store = worker();

    assertThat(NoGrouping.decide(store, shared("a", "s", LOW))).isEqualTo("tell a");
    assertThat(NoGrouping.decide(store, shared("b", "s", HIGH))).isEqualTo("tell b");
    assertThat(NoGrouping.decide(store, shared("c", "s", MEDIUM))).isEqualTo("copy of b");
    assertThat(NoGrouping.decide(store, shared("d", "s", HIGH))).isEqualTo("copy of b");
    assertThat(NoGrouping.decide(store, shared("a", "s", LOW))).isEqualTo("tell a");
  }

  @Test
  default void decisionsEndByTheClock() throws Exception {
    SharedStateStore store = worker();
    NoGrouping.decide(store, act("a", HIGH));

    pass(SharedStateStore.MEMORY.minus(MOMENT));
    assertThat(NoGrouping.decide(store, correction("a2", "a", HIGH))).isEqualTo("copy of a");
    pass(MOMENT);
    assertThat(NoGrouping.decide(store, correction("a3", "a", HIGH))).isEqualTo("tell a3");
    assertThat(NoGrouping.decide(store, act("a", HIGH))).isEqualTo("copy of a3");
  }

  @Test
  default void oneOfManyWorkersNotifies() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<String>> decisions = new ArrayList<>();
      for (EventIdentity act : copies("a" + round, HIGH, HIGH, HIGH)) {
        SharedStateStore worker = worker();
        decisions.add(() -> NoGrouping.decide(worker, act));
      }
      Collections.shuffle(decisions);

      List<String> taken = StoreContract.atOnce(decisions);
      assertThat(taken).filteredOn(it -> it.startsWith("tell")).as("%s", taken).hasSize(1);
      assertThat(taken)
          .extracting(it -> it.replaceFirst(".* ", ""))
          .containsOnly(taken.get(0).replaceFirst(".* ", ""));
    }
  }

  @Test
  default void oneWorkerPerSeverityNotifies() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<EventIdentity> acts = copies("a" + round, LOW, HIGH, HIGH);
      List<Callable<String>> decisions = new ArrayList<>();
      for (EventIdentity act : acts) {
        SharedStateStore worker = worker();
        decisions.add(() -> NoGrouping.decide(worker, act));
      }
      Collections.shuffle(decisions);

      List<String> notified =
          StoreContract.atOnce(decisions).stream().filter(it -> it.startsWith("tell")).toList();
      assertThat(notified).hasSizeBetween(1, 2);
      // The most severe event is notified once.
      assertThat(notified).filteredOn(it -> !it.endsWith(acts.get(0).eventId())).hasSize(1);
    }
  }

  @Test
  default void manyWorkersWithOneEventGetOneDecision() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      EventIdentity act = shared("a" + round, "s" + round, HIGH);
      List<Callable<String>> decisions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SharedStateStore worker = worker();
        decisions.add(() -> NoGrouping.decide(worker, act));
      }

      assertThat(StoreContract.atOnce(decisions)).containsOnly("tell " + act.eventId());
    }
  }

  private static List<EventIdentity> copies(
      String id, Severity first, Severity second, Severity third) {
    return List.of(
        act(id, first), correction(id + "'", id, second), correction(id + "''", id, third));
  }
}
