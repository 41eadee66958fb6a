package io.rootmon.internal.state.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serializes the threads of one worker for each account, so that they do not conflict in
 * transactions. An account is stored only while a thread uses it. Safe for use by multiple threads.
 *
 * @param <W> the work that threads leave for the thread whose turn it is
 */
final class AccountTurns<W> {
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

  private final Map<String, Turn<W>> turns = new HashMap<>();

  /** Returns the account's turn, until it is {@linkplain #leave left}. */
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
