package io.rootmon.state.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One turn after the other for each account, in one worker: its threads need not learn from
 * cancelled transactions that they are many. It holds an account only while a thread is concerned
 * with it. Safe for use by multiple threads.
 *
 * @param <W> what threads leave for the one whose turn it is
 */
final class AccountTurns<W> {
  /** An account's turn. */
  static final class Turn<W> {
    /** Fair: the first to wait is the next. */
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

  private final Map<String, Turn<W>> turns = new HashMap<>();

  /** The account's turn, until it is {@linkplain #leave left}. */
  synchronized Turn<W> enter(String account) {
    Turn<W> turn = turns.computeIfAbsent(account, it -> new Turn<>());
    turn.threads++;
    return turn;
  }

  synchronized void leave(String account, Turn<W> turn) {
    if (--turn.threads == 0) {
      turns.remove(account);
    }
  }
}
