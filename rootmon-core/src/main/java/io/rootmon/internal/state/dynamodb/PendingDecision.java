package io.rootmon.internal.state.dynamodb;

import io.rootmon.incident.Decision;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a thread waits for. Any thread of the worker may decide. Only the thread whose
 * turn the account is uses this object.
 */
final class PendingDecision {
  /** The event that was notified under a name, and its severity. */
  record NotifiedEvent(String eventId, Severity severity) {}

  final EventIdentity act;
  private final Grouping grouping;
  private NotifiedEvent notified;
  private List<String> names;
  private Optional<Grouping.Result> step = Optional.empty();
  private @Nullable Decision decided;
  private @Nullable StateException failure;
  private @Nullable Throwable bug;

  PendingDecision(EventIdentity act, Grouping grouping) {
    this.act = act;
    this.grouping = grouping;
    this.notified = new NotifiedEvent(act.eventId(), act.severity());
    this.names = act.names();
  }

  NotifiedEvent notified() {
    return notified;
  }

  /** Returns the names that are written with the decision. */
  List<String> names() {
    return names;
  }

  boolean isCopy() {
    return !notified.eventId().equals(act.eventId());
  }

  /**
   * Marks the event as a duplicate of another one; the names are those that the other does not
   * have.
   */
  void copies(NotifiedEvent other, List<String> free) {
    notified = other;
    names = List.copyOf(free);
  }

  /** Returns the keys that a transaction must not write twice. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>(act.names());
    keys.add("decision#" + act.eventId());
    return keys;
  }

  /**
   * Returns the grouping for this history; empty if an internal error prevents it, which affects
   * only this event.
   */
  Optional<Grouping.Result> next(AccountHistory before) {
    try {
      step =
          Optional.of(isCopy() ? grouping.copy(notified.eventId(), before) : grouping.next(before));
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
      throw new IllegalStateException("decision of " + act.eventId() + " is not available");
    }
    return decided;
  }
}
