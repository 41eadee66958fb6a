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
    return new Act(eventId, Optional.empty(), Optional.empty(), severity);
  }

  private static Act correction(String eventId, String corrected, Severity severity) {
    return new Act(eventId, Optional.of(corrected), Optional.empty(), severity);
  }

  static Act shared(String eventId, String sharedEventId, Severity severity) {
    return new Act(eventId, Optional.empty(), Optional.of(sharedEventId), severity);
  }

  @Test
  default void repeatsTheDecisionForWhoeverAsksAgain() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(act("a", HIGH))).isEqualTo(Decision.tell("a"));
    assertThat(worker().decide(act("a", HIGH))).isEqualTo(Decision.tell("a"));
    // The same event is judged by a newer version meanwhile: the decision stands.
    assertThat(worker().decide(act("a", CRITICAL))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(act("b", HIGH))).isEqualTo(Decision.tell("b"));
  }

  @Test
  default void aCorrectionIsACopyInEitherOrder() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(act("a", HIGH))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(correction("a2", "a", HIGH))).isEqualTo(Decision.duplicateOf("a"));
    assertThat(store.decide(correction("b2", "b", HIGH))).isEqualTo(Decision.tell("b2"));
    assertThat(store.decide(act("b", HIGH))).isEqualTo(Decision.duplicateOf("b2"));
    assertThat(worker().decide(act("b", HIGH))).isEqualTo(Decision.duplicateOf("b2"));
  }

  @Test
  default void theCopiesOfTwoAccountsAreOneAct() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(shared("a", "s", HIGH))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(shared("b", "s", MEDIUM))).isEqualTo(Decision.duplicateOf("a"));
    assertThat(store.decide(shared("c", "t", MEDIUM))).isEqualTo(Decision.tell("c"));
  }

  @Test
  default void theCorrectionOfACopyIsACopyToo() throws Exception {
    StateStore store = worker();

    store.decide(shared("a", "s", HIGH));
    store.decide(shared("b", "s", HIGH));

    assertThat(store.decide(correction("b2", "b", HIGH))).isEqualTo(Decision.duplicateOf("a"));
  }

  @Test
  default void aMoreAlarmingCopyIsTold() throws Exception {
    StateStore store = worker();

    assertThat(store.decide(shared("a", "s", LOW))).isEqualTo(Decision.tell("a"));
    assertThat(store.decide(shared("b", "s", HIGH))).isEqualTo(Decision.tell("b"));
    assertThat(store.decide(shared("c", "s", MEDIUM))).isEqualTo(Decision.duplicateOf("b"));
    assertThat(store.decide(shared("d", "s", HIGH))).isEqualTo(Decision.duplicateOf("b"));
    assertThat(store.decide(shared("a", "s", LOW))).isEqualTo(Decision.tell("a"));
  }

  @Test
  default void decisionsEndByTheClock() throws Exception {
    StateStore store = worker();
    store.decide(act("a", HIGH));

    pass(StateStore.MEMORY.minus(MOMENT));
    assertThat(store.decide(correction("a2", "a", HIGH))).isEqualTo(Decision.duplicateOf("a"));
    pass(MOMENT);
    assertThat(store.decide(correction("a3", "a", HIGH))).isEqualTo(Decision.tell("a3"));
    assertThat(store.decide(act("a", HIGH))).isEqualTo(Decision.duplicateOf("a3"));
  }

  @Test
  default void ofManyWorkersOneTellsTheAct() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Decision>> decisions = new ArrayList<>();
      for (Act act : copies("a" + round, HIGH, HIGH, HIGH)) {
        StateStore worker = worker();
        decisions.add(() -> worker.decide(act));
      }
      Collections.shuffle(decisions);

      List<Decision> taken = Workers.atOnce(decisions);
      assertThat(taken).filteredOn(Decision::isTold).as("%s", taken).hasSize(1);
      assertThat(taken).extracting(Decision::eventId).containsOnly(taken.get(0).eventId());
    }
  }

  @Test
  default void ofManyWorkersOneALevelTellsTheAct() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Act> acts = copies("a" + round, LOW, HIGH, HIGH);
      List<Callable<Decision>> decisions = new ArrayList<>();
      for (Act act : acts) {
        StateStore worker = worker();
        decisions.add(() -> worker.decide(act));
      }
      Collections.shuffle(decisions);

      List<Decision> told = Workers.atOnce(decisions).stream().filter(Decision::isTold).toList();
      assertThat(told).hasSizeBetween(1, 2);
      // The most alarming is told in any case, and once.
      assertThat(told).filteredOn(it -> !it.eventId().equals(acts.get(0).eventId())).hasSize(1);
    }
  }

  @Test
  default void ofManyWorkersWithOneEventAllGetOneAnswer() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Act act = shared("a" + round, "s" + round, HIGH);
      List<Callable<Decision>> decisions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        StateStore worker = worker();
        decisions.add(() -> worker.decide(act));
      }

      assertThat(Workers.atOnce(decisions)).containsOnly(Decision.tell(act.eventId()));
    }
  }

  private static List<Act> copies(String id, Severity first, Severity second, Severity third) {
    return List.of(
        act(id, first), correction(id + "'", id, second), correction(id + "''", id, third));
  }
}
