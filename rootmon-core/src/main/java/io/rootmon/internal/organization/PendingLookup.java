package io.rootmon.internal.organization;

import io.rootmon.account.Account;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The latest lookup of one account: the result so far, and the time of the next lookup. */
final class PendingLookup {
  private final long startNanos = System.nanoTime();
  private final CompletableFuture<Void> usable = new CompletableFuture<>();
  private volatile Account known;

  /** Never, until it ended. */
  private volatile Instant due = Instant.MAX;

  PendingLookup(Account known) {
    this.known = known;
    if (known.name().isPresent()) {
      usable.complete(null);
    }
  }

  Account result() {
    return known;
  }

  void isComplete(Account account) {
    known = account;
  }

  /** No caller waits for more. */
  void isUsable() {
    usable.complete(null);
  }

  void endsUntil(Instant next) {
    due = next;
    usable.complete(null);
  }

  boolean isDue(Instant now) {
    return !now.isBefore(due);
  }

  /** Whether it was usable when so much time had passed since it began. */
  boolean isUsableWithin(Duration longest) {
    long left = longest.toNanos() - (System.nanoTime() - startNanos);
    try {
      DaemonThreads.await(usable.copy(), left);
      return true;
    } catch (TaskException e) {
      return false;
    }
  }
}
