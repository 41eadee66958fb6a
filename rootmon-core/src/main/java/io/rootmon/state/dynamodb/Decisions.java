package io.rootmon.state.dynamodb;

import io.rootmon.incident.Decision;
import io.rootmon.incident.DecisionJson;
import io.rootmon.incident.Grouping;
import io.rootmon.incident.Step;
import io.rootmon.judge.Severity;
import io.rootmon.state.Act;
import io.rootmon.state.Decided;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.state.dynamodb.Histories.Version;
import io.rootmon.state.dynamodb.Table.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * One item a decision, by the event's id, and one a name that copies share: the event that was told
 * under it, and how alarming it was. They are written together with what the decision makes of the
 * account's history, so that of two workers one is cancelled and told what was in its way.
 */
record Decisions(Table table, Histories histories) {
  private static final String JSON = "json";
  private static final String TOLD = "told";
  private static final String SEVERITY = "severity";

  // Kept as its place here.
  private static final List<Severity> LEVELS =
      List.of(Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

  static final int ATTEMPTS = 10;
  // Longer than a transaction takes, and other than the other worker's.
  private static final int SHORTEST_PAUSE_MILLIS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 60;

  /** What is told under a name. */
  private record Told(String eventId, Severity severity) {}

  Decided decide(Act act, Grouping grouping) throws StateException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Version before = histories.read(act.account());
      Step step = grouping.next(before.history());
      if (isNothing(step, before)) {
        return new Decided(step.decision(), Optional.empty());
      }
      Told told = new Told(act.eventId(), act.severity());
      List<CancellationReason> reasons = write(act, act.names(), told, before, step);
      // A copy is told: this one joins it, so that copies of this one find it too.
      Optional<Told> other = taken(reasons).isEmpty() ? asAlarming(reasons, act) : Optional.empty();
      if (other.isPresent()) {
        told = other.get();
        step = grouping.copy(told.eventId(), before.history());
        reasons = write(act, free(reasons, act), told, before, step);
      }
      if (reasons.isEmpty()) {
        return new Decided(step.decision(), step.over());
      }
      Optional<Item> taken = taken(reasons);
      if (taken.isPresent()) {
        return new Decided(read(taken.get(), act), Optional.empty());
      }
      pause(attempt);
    }
    throw new StateException(
        "decide in the DynamoDB table " + table.name() + ": others write the same; try again",
        null);
  }

  /** Whether nobody is told and nothing is to be remembered: then the same comes out next time. */
  private static boolean isNothing(Step step, Version before) {
    return !step.decision().isTold()
        && step.entry().isEmpty()
        && step.after().equals(before.history());
  }

  private List<CancellationReason> write(
      Act act, List<String> names, Told told, Version before, Step step) throws StateException {
    Instant now = table.now();
    Instant expires = now.plus(StateStore.MEMORY);
    List<Write> writes = new ArrayList<>();
    writes.add(
        new Write(
            Item.of("decision#" + act.eventId(), expires)
                .with(JSON, DecisionJson.write(step.decision())),
            Condition.absent(now)));
    long severity = LEVELS.indexOf(told.severity());
    Condition lower = Condition.absent(now).or("<", SEVERITY, Item.number(severity));
    for (String name : names) {
      Item item = Item.of(name, expires).with(TOLD, told.eventId()).with(SEVERITY, severity);
      writes.add(new Write(item, lower));
    }
    if (!step.after().equals(before.history())) {
      writes.addAll(histories.writes(act.account(), before, step.after(), step.over()));
    }
    step.decision()
        .place()
        .flatMap(place -> step.entry().map(it -> histories.write(place.incident(), it)))
        .ifPresent(writes::add);
    return table.putAll(writes);
  }

  /** The decision that another worker, or an earlier attempt, took. */
  private static Optional<Item> taken(List<CancellationReason> reasons) {
    return reasons.stream().limit(1).flatMap(it -> Conflict.inTheWay(it).stream()).findFirst();
  }

  private static Decision read(Item item, Act act) {
    Decision decision = DecisionJson.read(item.findText(JSON).orElseThrow());
    // What this event itself is called is known better than its stored text.
    return decision.verdict() == Decision.Verdict.DUPLICATE ? decision : decision.of(act.eventId());
  }

  private static Optional<Told> asAlarming(List<CancellationReason> reasons, Act act) {
    return reasons.stream()
        .skip(1)
        .limit(act.names().size())
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
  static void pause(int attempt) throws StateException {
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
