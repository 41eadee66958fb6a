package io.rootmon.state.dynamodb;

import io.rootmon.incident.AccountHistory;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Grouping;
import io.rootmon.judge.Severity;
import io.rootmon.state.EventIdentity;
import io.rootmon.state.StateException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a thread waits for, and that any thread of the worker may take. Used by one
 * thread at a time, the one whose turn the account is.
 */
final class PendingDecision {
  /** The act that was notified under a name, and how severe it was. */
  record NotifiedEvent(String eventId, Severity severity) {}

  final EventIdentity act;
  private final Grouping grouping;
  private NotifiedEvent told;
  private List<String> names;
  private Optional<Grouping.Result> step = Optional.empty();
  private @Nullable Decision decided;
  private @Nullable StateException failure;
  private @Nullable Throwable bug;

  PendingDecision(EventIdentity act, Grouping grouping) {
    this.act = act;
    this.grouping = grouping;
    this.told = new NotifiedEvent(act.eventId(), act.severity());
    this.names = act.names();
  }

  NotifiedEvent told() {
    return told;
  }

  /** The names that are written with the decision. */
  List<String> names() {
    return names;
  }

  boolean isCopy() {
    return !told.eventId().equals(act.eventId());
  }

  /** It proved to be a copy of another act; the names are those that the other does not have. */
  void copies(NotifiedEvent other, List<String> free) {
    told = other;
    names = List.copyOf(free);
  }

  /** What a transaction must not write twice. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>(act.names());
    keys.add("decision#" + act.eventId());
    return keys;
  }

  /** The step after that history; empty if a bug prevents it, which only this event gets. */
  Optional<Grouping.Result> next(AccountHistory before) {
    try {
      step = Optional.of(isCopy() ? grouping.copy(told.eventId(), before) : grouping.next(before));
    } catch (RuntimeException | StackOverflowError e) {
      bug = e;
      step = Optional.empty();
    }
    return step;
  }

  Grouping.Result step() {
    return step.orElseThrow();
  }

  void complete(Decision result) {
    decided = result;
  }

  void fail(StateException e) {
    failure = e;
  }

  boolean isDone() {
    return decided != null || failure != null || bug != null;
  }

  Decision result() throws StateException {
    if (bug instanceof RuntimeException exception) {
      throw exception;
    } else if (bug instanceof StackOverflowError error) {
      throw error;
    } else if (failure != null) {
      throw failure;
    } else if (decided == null) {
      throw new IllegalStateException("decision of " + act.eventId() + " is not taken so far");
    }
    return decided;
  }
}
