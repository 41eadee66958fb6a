package io.rootmon.internal.state.dynamodb;

import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.DecisionJson;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.StateConflictException;
import io.rootmon.internal.state.dynamodb.AccountHistoryTable.Version;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.TransactionConflicts;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.Write;
import io.rootmon.internal.state.dynamodb.DynamoDbTable.WriteCondition;
import io.rootmon.internal.state.dynamodb.PendingDecision.NotifiedEvent;
import io.rootmon.judge.Finding.Origin;
import io.rootmon.judge.Severity;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * Stores one item per decision, keyed by event id, and one item per name that duplicates share,
 * with the event that was notified and its severity. They are written in one transaction with the
 * account's new history, so that of two workers one is cancelled and receives the conflicting
 * items.
 *
 * <p>The events of one account that wait in this worker are decided in one transaction, one after
 * the other: a hundred concurrent decisions need as many transactions as there are workers.
 * Conflicts with other workers are retried with full jitter until the deadline.
 */
final class DecisionTable {
  private static final String JSON = "json";
  private static final String NOTIFIED = "notified";
  private static final String SEVERITY = "severity";
  private static final String ORIGIN = "origin";
  private static final String PREFIX = "decision#";

  // Stored as the position in this table.
  private static final List<Severity> LEVELS =
      List.of(Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

  /**
   * The maximum number of events in one transaction, with at most five items each and one for all:
   * <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">a
   * transaction writes 100</a>.
   */
  private static final int MAX_TOGETHER = 16;

  private final DynamoDbTable table;
  private final AccountHistoryTable histories;
  private final AccountTurns<PendingDecision> turns = new AccountTurns<>();

  DecisionTable(DynamoDbTable table, AccountHistoryTable histories) {
    this.table = table;
    this.histories = histories;
  }

  Decision decide(EventIdentity act, Grouping grouping, Deadline deadline) throws StateException {
    PendingDecision own = new PendingDecision(act, grouping);
    AccountTurns.Turn<PendingDecision> turn = turns.enter(act.account());
    try {
      turn.add(own);
      if (!isTurnOf(turn, deadline)) {
        turn.remove(own);
        throw conflict();
      }
      try {
        if (!own.isDone()) {
          lead(turn, own, deadline);
        }
      } finally {
        turn.lock.unlock();
      }
      return own.result();
    } finally {
      turns.leave(act.account(), turn);
    }
  }

  /** Returns the origins of the events with a stored decision. */
  Map<String, Origin> origins(Collection<String> eventIds) throws StateException {
    Map<String, String> events = new HashMap<>();
    eventIds.forEach(it -> events.put(Item.key(PREFIX + it), it));
    Map<String, Origin> found = new HashMap<>();
    for (Item item : table.findAll(List.copyOf(events.keySet()))) {
      Origin origin = item.findText(ORIGIN).map(Origin::valueOf).orElse(Origin.DELIVERED);
      found.put(events.get(item.findText(DynamoDbStore.KEY).orElseThrow()), origin);
    }
    return found;
  }

  /** Changes a history, serialized with the decisions on its account. */
  AccountHistory change(String account, AccountHistoryTable.Change change, Deadline deadline)
      throws StateException {
    AccountTurns.Turn<PendingDecision> turn = turns.enter(account);
    try {
      if (!isTurnOf(turn, deadline)) {
        throw conflict();
      }
      try {
        for (int attempt = 1; ; attempt++) {
          Optional<AccountHistory> changed = histories.change(account, change);
          if (changed.isPresent()) {
            return changed.get();
          }
          pause(attempt, deadline);
        }
      } finally {
        turn.lock.unlock();
      }
    } finally {
      turns.leave(account, turn);
    }
  }

  private static boolean isTurnOf(AccountTurns.Turn<PendingDecision> turn, Deadline deadline)
      throws StateException {
    try {
      return turn.lock.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateException("decide: interrupted", e);
    }
  }

  /** Decides this event, together with those that wait. */
  private void lead(AccountTurns.Turn<PendingDecision> turn, PendingDecision own, Deadline deadline)
      throws StateException {
    List<PendingDecision> together = new ArrayList<>(List.of(own));
    Set<String> keys = own.keys();
    List<PendingDecision> later = new ArrayList<>();
    for (PendingDecision next : turn.removeAll()) {
      if (next.equals(own)) {
        continue;
      }
      boolean fits =
          together.size() < MAX_TOGETHER && keys.stream().noneMatch(next.keys()::contains);
      if (fits) {
        together.add(next);
        keys.addAll(next.keys());
      } else {
        later.add(next);
      }
    }
    later.forEach(turn::add);
    try {
      decideAll(together, deadline);
    } catch (StateConflictException e) {
      own.fail(e);
      // The others may have more time, and decide themselves.
      together.stream().filter(it -> !it.isDone()).forEach(turn::addFirst);
    } catch (StateException e) {
      failed(together, e, deadline);
    } catch (RuntimeException e) {
      // One of the events has an invalid item. The others are decided separately.
      if (together.size() == 1) {
        throw e;
      }
      decideAll(List.of(own), deadline);
    }
  }

  /** Handles a failure: one event that the table rejects must not cost the others. */
  private void failed(List<PendingDecision> together, StateException e, Deadline deadline) {
    List<PendingDecision> open = together.stream().filter(it -> !it.isDone()).toList();
    boolean isOnes =
        open.size() > 1 && DynamoDbErrors.isAnswer(e) && !DynamoDbErrors.isThrottled(e);
    for (PendingDecision pending : open) {
      try {
        if (isOnes) {
          decideAll(List.of(pending), deadline);
        } else {
          pending.fail(e);
        }
      } catch (StateException own) {
        pending.fail(own);
      }
    }
  }

  /** Decides all events of one account, or fails with those that are not decided. */
  private void decideAll(List<PendingDecision> together, Deadline deadline) throws StateException {
    String account = together.get(0).act.account();
    List<PendingDecision> open = new ArrayList<>(together);
    Version before = histories.read(account);
    for (int attempt = 1; ; attempt++) {
      Transaction transaction = transaction(account, open, before);
      if (open.isEmpty()) {
        return;
      }
      List<CancellationReason> reasons = table.putAll(transaction.writes());
      if (reasons.isEmpty()) {
        open.forEach(it -> it.complete(it.step().decision()));
        return;
      }
      boolean isKnownBetter = learn(open, transaction, reasons);
      if (open.isEmpty()) {
        return;
      }
      if (!isKnownBetter || deadline.isOver()) {
        pause(attempt, deadline);
      }
      before = histories.read(account);
    }
  }

  /** The writes, and the index of the first write of each pending decision. */
  private record Transaction(List<Write> writes, List<Integer> begins) {}

  /** Returns the writes of the open decisions; those without writes are done. */
  private Transaction transaction(String account, List<PendingDecision> open, Version before) {
    List<Write> writes = new ArrayList<>();
    List<Integer> begins = new ArrayList<>();
    Map<String, Incident> left = new LinkedHashMap<>();
    AccountHistory history = before.history();
    for (Iterator<PendingDecision> each = open.iterator(); each.hasNext(); ) {
      PendingDecision pending = each.next();
      Optional<Grouping.Result> next = pending.next(history);
      if (next.isEmpty()) {
        each.remove();
        continue;
      }
      Grouping.Result step = next.get();
      if (!pending.isCopy() && isNothing(step, history)) {
        pending.complete(step.decision());
        each.remove();
        continue;
      }
      begins.add(writes.size());
      writes.addAll(writes(pending, step));
      Optional<String> latest = step.after().incident().map(Incident::id);
      step.decision()
          .closed()
          .or(history::incident)
          .filter(it -> !Optional.of(it.id()).equals(latest))
          .ifPresent(it -> left.put(it.id(), it));
      history = step.after();
    }
    if (!history.equals(before.history())) {
      writes.addAll(histories.writes(account, before, history, left.values()));
    }
    return new Transaction(writes, begins);
  }

  /**
   * Returns whether there is neither a notification nor a write, so that a repeated call decides
   * the same.
   */
  private static boolean isNothing(Grouping.Result step, AccountHistory before) {
    return !step.decision().hasChannels() && step.event().isEmpty() && step.after().equals(before);
  }

  private List<Write> writes(PendingDecision pending, Grouping.Result step) {
    Instant now = table.now();
    Instant expires = now.plus(SharedStateStore.MEMORY);
    List<Write> writes = new ArrayList<>();
    Item decided =
        Item.of(PREFIX + pending.act.eventId(), expires)
            .with(JSON, DecisionJson.write(step.decision()));
    boolean isUsual = pending.act.origin() == Origin.DELIVERED;
    writes.add(
        new Write(
            isUsual ? decided : decided.with(ORIGIN, pending.act.origin().name()),
            WriteCondition.absent(now)));
    long severity = LEVELS.indexOf(pending.notified().severity());
    WriteCondition lower = WriteCondition.absent(now).or("<", SEVERITY, Item.number(severity));
    for (String name : pending.names()) {
      Item item =
          Item.of(name, expires)
              .with(NOTIFIED, pending.notified().eventId())
              .with(SEVERITY, severity);
      writes.add(new Write(item, lower));
    }
    step.decision()
        .incident()
        .flatMap(incident -> step.event().map(it -> histories.write(incident.incident(), it)))
        .ifPresent(writes::add);
    return writes;
  }

  /**
   * Evaluates the reasons of a cancelled transaction for the open decisions.
   *
   * @return whether one of them is done or a duplicate
   */
  private static boolean learn(
      List<PendingDecision> open, Transaction transaction, List<CancellationReason> reasons) {
    if (reasons.size() < transaction.writes().size()) {
      return false;
    }
    boolean isKnownBetter = false;
    Set<PendingDecision> done = new HashSet<>();
    for (int i = 0; i < open.size(); i++) {
      PendingDecision pending = open.get(i);
      int begin = transaction.begins().get(i);
      Optional<Item> taken = TransactionConflicts.inTheWay(reasons.get(begin));
      if (taken.isPresent()) {
        pending.complete(read(taken.get(), pending.act));
        done.add(pending);
        continue;
      }
      List<String> free = new ArrayList<>();
      Optional<NotifiedEvent> other = Optional.empty();
      for (int name = 0; name < pending.names().size(); name++) {
        Optional<Item> item = TransactionConflicts.inTheWay(reasons.get(begin + 1 + name));
        if (item.isEmpty()) {
          free.add(pending.names().get(name));
        } else if (other.isEmpty()) {
          other = item.map(DecisionTable::notified);
        }
      }
      if (other.isPresent()) {
        // The event joins the notified one, so that its duplicates find the notified one too.
        pending.copies(other.get(), free);
        isKnownBetter = true;
      }
    }
    open.removeAll(done);
    return isKnownBetter || !done.isEmpty();
  }

  private static Decision read(Item item, EventIdentity act) {
    Decision decision = DecisionJson.read(item.findText(JSON).orElseThrow());
    // The event's own id is more reliable than its stored text.
    return decision.action() == IncidentAction.DUPLICATE
        ? decision
        : decision.withEventId(act.eventId());
  }

  private static NotifiedEvent notified(Item item) {
    int severity = Math.toIntExact(item.findNumber(SEVERITY).orElseThrow());
    return new NotifiedEvent(item.findText(NOTIFIED).orElseThrow(), LEVELS.get(severity));
  }

  private void pause(int attempt, Deadline deadline) throws StateException {
    if (!table.backoff().pause(attempt, deadline)) {
      throw conflict();
    }
  }

  private StateConflictException conflict() {
    return new StateConflictException(
        "cannot change an account in the DynamoDB table "
            + table.name()
            + ": other workers changed the same account's state until the deadline");
  }

  /**
   * Serializes the threads of one worker for each account, so that they do not conflict in
   * transactions. An account is stored only while a thread uses it. Safe for use by multiple
   * threads.
   *
   * @param <W> the work that threads leave for the thread whose turn it is
   */
  static final class AccountTurns<W> {
    /** An account's turn. */
    static final class Turn<W> {
      /** Fair: the thread that has waited longest is next. */
      final ReentrantLock lock = new ReentrantLock(true);

      private final Deque<W> waiting = new ArrayDeque<>();
      private int threads;

      synchronized void add(W work) {
        waiting.add(work);
      }

      synchronized void addFirst(W work) {
        waiting.addFirst(work);
      }

      synchronized void remove(W work) {
        waiting.remove(work);
      }

      synchronized Deque<W> removeAll() {
        Deque<W> all = new ArrayDeque<>(waiting);
        waiting.clear();
        return all;
      }
    }

    private final Map<String, AccountTurns.Turn<W>> turns = new HashMap<>();

    /** Returns the account's turn, until it is {@linkplain #leave left}. */
    synchronized AccountTurns.Turn<W> enter(String account) {
      AccountTurns.Turn<W> turn = turns.computeIfAbsent(account, it -> new AccountTurns.Turn<>());
      turn.threads++;
      return turn;
    }

    synchronized void leave(String account, AccountTurns.Turn<W> turn) {
      if (--turn.threads == 0) {
        turns.remove(account);
      }
    }
  }
}
