package io.rootmon.internal.organization;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.internal.BoundedMap;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The organization's accounts, each read when it is first needed. The state store keeps a result
 * for all workers, and it is read again after a day; until then, and if that fails, the last result
 * is used.
 *
 * <p>Lookups run in threads of this class. A caller that needs an account without a result waits
 * for it, but no longer than {@link AccountDirectory#LONGEST_WAIT}. After a wait without a result
 * no caller waits, until a lookup succeeds or for one minute. A Lambda function is frozen between
 * invocations: a lookup that did not finish in time continues with the next event, and later alerts
 * use its result.
 */
public final class OrganizationDirectory implements AccountDirectory {
  static final Duration FRESH = Duration.ofDays(1);

  /** The time until a failed lookup is repeated. */
  static final Duration PAUSE = Duration.ofMinutes(5);

  static final Duration BACKOFF = Duration.ofMinutes(1);

  /**
   * AWS Organizations is <a
   * href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">throttled
   * early</a>.
   */
  private static final int MAX_CONCURRENT_NAME_LOOKUPS = 4;

  private static final int MAX_CONCURRENT_READS = 16;
  private static final int MAX_CACHED = 20_000;

  private final AccountSource source;
  private final HeartbeatStore log;
  private final InstantSource clock;
  private final Executor reading;
  private final Executor asking;
  private final Map<AccountId, PendingLookup> lookups = new BoundedMap<>(MAX_CACHED);

  /** The time until which no caller waits for a lookup. */
  private volatile Instant impatient = Instant.MIN;

  public OrganizationDirectory(AccountSource source, HeartbeatStore log, InstantSource clock) {
    this(source, log, clock, threads(MAX_CONCURRENT_READS), threads(MAX_CONCURRENT_NAME_LOOKUPS));
  }

  /**
   * Creates a directory. Cached names have an executor of their own, because the source may block.
   */
  OrganizationDirectory(
      AccountSource source,
      HeartbeatStore log,
      InstantSource clock,
      Executor reading,
      Executor asking) {
    this.source = source;
    this.log = log;
    this.clock = clock;
    this.reading = reading;
    this.asking = asking;
  }

  /** Creates threads that start with the first lookup, so that a snapshot contains none. */
  private static Executor threads(int most) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            most,
            most,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("rootmon-organization"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public Account find(AccountId id) {
    Instant now = clock.instant();
    PendingLookup lookup = lookup(id, now);
    if (!lookup.isUsableWithin(LONGEST_WAIT)) {
      impatient = now.plus(BACKOFF);
    }
    return lookup.result();
  }

  private PendingLookup lookup(AccountId id, Instant now) {
    PendingLookup next;
    synchronized (lookups) {
      PendingLookup before = lookups.get(id);
      if (before != null && !before.isDue(now)) {
        return before;
      }
      next = new PendingLookup(before == null ? Account.unnamed(id) : before.result());
      lookups.put(id, next);
    }
    reading.execute(() -> read(id, next));
    return next;
  }

  private void read(AccountId id, PendingLookup lookup) {
    Instant now = clock.instant();
    Optional<CachedAccount> kept = cached(id);
    kept.ifPresent(it -> lookup.isComplete(it.account()));
    if (kept.filter(it -> now.isBefore(it.readAt().plus(FRESH))).isPresent()) {
      lookup.endsUntil(kept.get().readAt().plus(FRESH));
      return;
    }
    if (kept.isPresent() || now.isBefore(impatient)) {
      lookup.isUsable();
    }
    asking.execute(() -> request(id, lookup));
  }

  private void request(AccountId id, PendingLookup lookup) {
    Duration rest = PAUSE;
    Account last = lookup.result();
    try {
      Account account = source.read(id, soFar -> lookup.isComplete(soFar.or(last)));
      lookup.isComplete(account);
      rest = FRESH;
      impatient = Instant.MIN;
      cache(new CachedAccount(account, clock.instant()), id);
    } catch (IOException e) {
      if (!lookup.result().equals(last)) {
        // A part of the result is better than none; the whole is read again.
        cache(new CachedAccount(lookup.result(), Instant.EPOCH), id);
      }
    } finally {
      lookup.endsUntil(clock.instant().plus(rest));
    }
  }

  /** Without a store, each worker asks for itself. */
  private Optional<CachedAccount> cached(AccountId id) {
    try {
      return log.stored(CachedAccount.name(id)).flatMap(it -> CachedAccount.parse(id, it));
    } catch (StateException e) {
      return Optional.empty();
    }
  }

  private void cache(CachedAccount note, AccountId id) {
    try {
      log.store(CachedAccount.name(id), note.text());
    } catch (StateException e) {
      // The next worker that needs it asks again.
    }
  }

  /** Looks up an account in a service that may be slow or unavailable. */
  @FunctionalInterface
  public interface AccountSource {
    /**
     * All that is to be known of an account.
     *
     * @param soFar receives the account so far, each time that more is known
     * @throws IOException if not all could be read
     */
    Account read(AccountId id, Consumer<Account> soFar) throws IOException;
  }

  /**
   * An account as it was read last. Each account is an item of its own: few of 10,000 accounts have
   * events, and concurrent workers do not overwrite each other.
   */
  record CachedAccount(Account account, Instant readAt) {
    static String name(AccountId id) {
      return "account-" + id;
    }

    /** A line each; what is not known is empty. */
    String text() {
      return String.join(
          "\n",
          readAt.toString(),
          account.name().orElse(""),
          account.owner().orElse(""),
          account.unit().map(OrganizationalUnit::path).orElse(""),
          account.emailDomain().orElse(""));
    }

    /** Parses the form that {@link #text} returns; empty if another version wrote the text. */
    static Optional<CachedAccount> parse(AccountId id, String text) {
      List<String> lines = List.of(text.split("\n", -1));
      if (lines.size() != 5) {
        return Optional.empty();
      }
      try {
        Account account =
            new Account(
                Optional.of(id),
                current(lines.get(1)),
                current(lines.get(2)),
                current(lines.get(3)).map(OrganizationalUnit::new),
                current(lines.get(4)));
        return Optional.of(new CachedAccount(account, Instant.parse(lines.get(0))));
      } catch (DateTimeException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static Optional<String> current(String line) {
      return Optional.of(line).filter(it -> !it.isEmpty());
    }
  }

  /** The latest lookup of one account: the result so far, and the time of the next lookup. */
  static final class PendingLookup {
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
}
