package io.rootmon.internal.state;

import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stores central root sessions in this worker's memory, and reads those of other workers from the
 * store. If the store is unavailable or slow, only the memory is used: a call is then reported with
 * an unknown session, and never delayed. Safe for use by multiple threads.
 */
public final class CachingSessionStore implements AssumedRootSessionStore {
  /** How long a miss, or a failed read, is cached. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The part of that time for reads: the events of a batch are read one after the other. */
  static final Duration MAX_WAIT = Duration.ofSeconds(1);

  private static final int MAX_CACHED_MISSES = 10_000;

  // Keys of AssumeRoot are temporary; a key like this one belongs to an IAM user or to root:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  private static final String LONG_TERM = "AKIA";

  private final AssumedRootSessionStore memory = AssumedRootSessionStore.inMemory();
  private final SharedStateStore store;
  private final InstantSource clock;
  private final ExpiringMap<String, String> unknown;
  private Instant askedAgain = Instant.MIN;
  private Instant spanEnds = Instant.MIN;
  private Duration asking = Duration.ZERO;

  public CachingSessionStore(SharedStateStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.unknown = new ExpiringMap<>(MAX_CACHED_MISSES, TIMEOUT, clock);
  }

  @Override
  public void remember(Session session) {
    memory.remember(session);
    if (isResting()) {
      return;
    }
    Instant start = clock.instant();
    try {
      store.remember(session);
    } catch (StateException e) {
      // This worker has the session. To another worker its calls look like root's own, which are
      // more severe.
      rest();
    } finally {
      read(start);
    }
  }

  @Override
  public Optional<Session> find(String accessKeyId) {
    if (accessKeyId.startsWith(LONG_TERM)) {
      return Optional.empty();
    }
    Optional<Session> seen = memory.find(accessKeyId);
    if (seen.isPresent() || !mayRead(accessKeyId)) {
      return seen;
    }
    Instant start = clock.instant();
    try {
      Optional<Session> found = store.find(accessKeyId);
      found.ifPresentOrElse(memory::remember, () -> unknown(accessKeyId));
      return found;
    } catch (StateException e) {
      // An alert without its session is better than a late one.
      rest();
      return Optional.empty();
    } finally {
      read(start);
    }
  }

  private synchronized boolean mayRead(String accessKeyId) {
    return !isResting() && unknown.find(accessKeyId).isEmpty();
  }

  private synchronized boolean isResting() {
    return clock.instant().isBefore(askedAgain);
  }

  private synchronized void unknown(String accessKeyId) {
    unknown.put(accessKeyId, accessKeyId);
  }

  private synchronized void read(Instant start) {
    Instant now = clock.instant();
    if (!now.isBefore(spanEnds)) {
      spanEnds = now.plus(TIMEOUT);
      asking = Duration.ZERO;
    }
    asking = asking.plus(Duration.between(start, now));
    if (asking.compareTo(MAX_WAIT) >= 0) {
      rest();
    }
  }

  private synchronized void rest() {
    askedAgain = clock.instant().plus(TIMEOUT);
  }
}
