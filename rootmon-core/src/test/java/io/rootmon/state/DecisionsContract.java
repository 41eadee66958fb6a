package io.rootmon.state;

import static io.rootmon.judge.Severity.CRITICAL;
import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every store has to keep of decisions, however many workers share it. */
interface DecisionsContract extends Workers {
  static Act act(String eventId, Severity severity) {
    return new Act("111122223333", eventId, Optional.empty(), Optional.empty(), severity);
  }

  private static Act correction(String eventId, String corrected, Severity severity) {
    return new Act("111122223333", eventId, Optional.of(corrected), Optional.empty(), severity);
  }

  static Act shared(String eventId, String sharedEventId, Severity severity) {
    return new Act("111122223333", eventId, Optional.empty(), Optional.of(sharedEventId), severity);
  }

  @Test
  default void repeatsTheDecisionForWhoeverAsksAgain() throws Exception {
    StateStore store = worker();

    assertThat(Alone.decide(store, act("a", HIGH))).isEqualTo("tell a");
    assertThat(Alone.decide(worker(), act("a", HIGH))).isEqualTo("tell a");
    // The same event is judged by a newer version meanwhile: the decision stands.
    assertThat(Alone.decide(worker(), act("a", CRITICAL))).isEqualTo("tell a");
    assertThat(Alone.decide(store, act("b", HIGH))).isEqualTo("tell b");
  }

  @Test
  default void aCorrectionIsACopyInEitherOrder() throws Exception {
    StateStore store = worker();

    assertThat(Alone.decide(store, act("a", HIGH))).isEqualTo("tell a");
    assertThat(Alone.decide(store, correction("a2", "a", HIGH))).isEqualTo("copy of a");
    assertThat(Alone.decide(store, correction("b2", "b", HIGH))).isEqualTo("tell b2");
    assertThat(Alone.decide(store, act("b", HIGH))).isEqualTo("copy of b2");
    assertThat(Alone.decide(worker(), act("b", HIGH))).isEqualTo("copy of b2");
  }

  @Test
  default void theCopiesOfTwoAccountsAreOneAct() throws Exception {
    StateStore store = worker();

    assertThat(Alone.decide(store, shared("a", "s", HIGH))).isEqualTo("tell a");
    assertThat(Alone.decide(store, shared("b", "s", MEDIUM))).isEqualTo("copy of a");
    assertThat(Alone.decide(store, shared("c", "t", MEDIUM))).isEqualTo("tell c");
  }

  @Test
  default void theCorrectionOfACopyIsACopyToo() throws Exception {
    StateStore store = worker();

    Alone.decide(store, shared("a", "s", HIGH));
    Alone.decide(store, shared("b", "s", HIGH));

    assertThat(Alone.decide(store, correction("b2", "b", HIGH))).isEqualTo("copy of a");
  }

  @Test
  default void aMoreAlarmingCopyIsTold() throws Exception {
    StateStore store = worker();

    assertThat(Alone.decide(store, shared("a", "s", LOW))).isEqualTo("tell a");
    assertThat(Alone.decide(store, shared("b", "s", HIGH))).isEqualTo("tell b");
    assertThat(Alone.decide(store, shared("c", "s", MEDIUM))).isEqualTo("copy of b");
    assertThat(Alone.decide(store, shared("d", "s", HIGH))).isEqualTo("copy of b");
    assertThat(Alone.decide(store, shared("a", "s", LOW))).isEqualTo("tell a");
  }

  @Test
  default void decisionsEndByTheClock() throws Exception {
    StateStore store = worker();
    Alone.decide(store, act("a", HIGH));

    pass(StateStore.MEMORY.minus(MOMENT));
    assertThat(Alone.decide(store, correction("a2", "a", HIGH))).isEqualTo("copy of a");
    pass(MOMENT);
    assertThat(Alone.decide(store, correction("a3", "a", HIGH))).isEqualTo("tell a3");
    assertThat(Alone.decide(store, act("a", HIGH))).isEqualTo("copy of a3");
  }

  @Test
  default void ofManyWorkersOneTellsTheAct() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<String>> decisions = new ArrayList<>();
      for (Act act : copies("a" + round, HIGH, HIGH, HIGH)) {
        StateStore worker = worker();
        decisions.add(() -> Alone.decide(worker, act));
      }
      Collections.shuffle(decisions);

      List<String> taken = Workers.atOnce(decisions);
      assertThat(taken).filteredOn(it -> it.startsWith("tell")).as("%s", taken).hasSize(1);
      assertThat(taken)
          .extracting(it -> it.replaceFirst(".* ", ""))
          .containsOnly(taken.get(0).replaceFirst(".* ", ""));
    }
  }

  @Test
  default void ofManyWorkersOneALevelTellsTheAct() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Act> acts = copies("a" + round, LOW, HIGH, HIGH);
      List<Callable<String>> decisions = new ArrayList<>();
      for (Act act : acts) {
        StateStore worker = worker();
        decisions.add(() -> Alone.decide(worker, act));
      }
      Collections.shuffle(decisions);

      List<String> told =
          Workers.atOnce(decisions).stream().filter(it -> it.startsWith("tell")).toList();
      assertThat(told).hasSizeBetween(1, 2);
      // The most alarming is told in any case, and once.
      assertThat(told).filteredOn(it -> !it.endsWith(acts.get(0).eventId())).hasSize(1);
    }
  }

  @Test
  default void ofManyWorkersWithOneEventAllGetOneAnswer() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Act act = shared("a" + round, "s" + round, HIGH);
      List<Callable<String>> decisions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        StateStore worker = worker();
        decisions.add(() -> Alone.decide(worker, act));
      }

      assertThat(Workers.atOnce(decisions)).containsOnly("tell " + act.eventId());
    }
  }

  private static List<Act> copies(String id, Severity first, Severity second, Severity third) {
    return List.of(
        act(id, first), correction(id + "'", id, second), correction(id + "''", id, third));
  }
}
