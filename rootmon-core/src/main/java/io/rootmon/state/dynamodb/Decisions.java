package io.rootmon.state.dynamodb;

import io.rootmon.judge.Severity;
import io.rootmon.state.Act;
import io.rootmon.state.Decision;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.state.dynamodb.Table.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * One item a decision, by the event's id, and one a name that copies share: the event that was told
 * under it, and how alarming it was. They are written together, so that of two workers one is
 * cancelled and told what was in its way.
 */
record Decisions(Table table) {
  private static final String VERDICT = "verdict";
  private static final String TOLD = "told";
  private static final String SEVERITY = "severity";

  // Kept as its place here.
  private static final List<Severity> LEVELS =
      List.of(Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

  private static final int ATTEMPTS = 4;
  // Longer than a transaction takes, and other than the other worker's.
  private static final int SHORTEST_PAUSE_MILLIS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 60;

  /** What is told under a name. */
  private record Told(String eventId, Severity severity) {}

  Decision decide(Act act) throws StateException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Told told = new Told(act.eventId(), act.severity());
      List<CancellationReason> reasons = write(act, act.names(), told);
      // A copy is told: this one joins it, so that copies of this one find it too.
      Optional<Told> other = taken(reasons).isEmpty() ? asAlarming(reasons, act) : Optional.empty();
      if (other.isPresent()) {
        told = other.get();
        reasons = write(act, free(reasons, act), told);
      }
      if (reasons.isEmpty()) {
        return decision(act, told);
      }
      Optional<Decision> taken = taken(reasons).map(it -> read(it, act));
      if (taken.isPresent()) {
        return taken.get();
      }
      pause(attempt);
    }
    throw new StateException(
        "decide in the DynamoDB table " + table.name() + ": others write the same; try again",
        null);
  }

  private List<CancellationReason> write(Act act, List<String> names, Told told)
      throws StateException {
    Instant now = table.now();
    Instant expires = now.plus(StateStore.MEMORY);
    Decision decision = decision(act, told);
    List<Write> writes = new ArrayList<>();
    writes.add(
        new Write(
            Item.of("decision#" + act.eventId(), expires)
                .with(VERDICT, decision.verdict().name())
                .with(TOLD, decision.eventId()),
            Condition.absent(now)));
    long severity = LEVELS.indexOf(told.severity());
    Condition lower = Condition.absent(now).or("<", SEVERITY, Item.number(severity));
    for (String name : names) {
      Item item = Item.of(name, expires).with(TOLD, told.eventId()).with(SEVERITY, severity);
      writes.add(new Write(item, lower));
    }
    return table.putAll(writes);
  }

  private static Decision decision(Act act, Told told) {
    return told.eventId().equals(act.eventId())
        ? Decision.tell(act.eventId())
        : Decision.duplicateOf(told.eventId());
  }

  /** The decision that another worker, or an earlier attempt, took. */
  private static Optional<Item> taken(List<CancellationReason> reasons) {
    return reasons.stream().limit(1).flatMap(it -> Conflict.inTheWay(it).stream()).findFirst();
  }

  private static Decision read(Item item, Act act) {
    // What this event itself is called is known better than its stored text.
    return item.findText(VERDICT).orElseThrow().equals(Decision.Verdict.TELL.name())
        ? Decision.tell(act.eventId())
        : Decision.duplicateOf(item.findText(TOLD).orElseThrow());
  }

  private static Optional<Told> asAlarming(List<CancellationReason> reasons, Act act) {
    return reasons.stream()
        .skip(1)
        .flatMap(it -> Conflict.inTheWay(it).stream())
        .map(Decisions::told)
        .filter(it -> it.severity().isAtLeast(act.severity()))
        .findFirst();
  }

  private static Told told(Item item) {
    int severity = Math.toIntExact(item.findNumber(SEVERITY).orElseThrow());
    return new Told(item.findText(TOLD).orElseThrow(), LEVELS.get(severity));
  }

  /** The names under which nothing as alarming is told. */
  private static List<String> free(List<CancellationReason> reasons, Act act) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < act.names().size(); i++) {
      if (Conflict.inTheWay(reasons.get(i + 1)).isEmpty()) {
        names.add(act.names().get(i));
      }
    }
    return names;
  }

  /** Of two transactions in each other's way neither wins if both come again at once. */
  private static void pause(int attempt) throws StateException {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)
              * attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateException("decide: interrupted", e);
    }
  }
}
