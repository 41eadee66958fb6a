package io.rootmon.organization;

import io.rootmon.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  Account known() {
    return known;
  }

  void knows(Account account) {
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
      usable.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look-up has no result that could fail", e);
    }
  }
}
