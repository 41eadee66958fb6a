package io.rootmon.state;

import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.InMemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Central root sessions that this worker saw, then those that others did. Where the store can't be
 * asked, or is slow, memory answers alone: an act is then told as one of an unknown session, never
 * held up. Safe for use by multiple threads.
 */
public final class CachingSessionStore implements AssumedRootSessionStore {
  /** How long an answer of none, or none at all, is not asked for again. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** What of that time may be spent on asking: a batch is read one event after the other. */
  static final Duration MAX_WAIT = Duration.ofSeconds(1);

  private static final int MAX_CACHED_MISSES = 10_000;

  // A key of AssumeRoot's is temporary; such a one is an IAM user's or root's own:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  private static final String LONG_TERM = "AKIA";

  private final InMemorySessionStore memory = new InMemorySessionStore();
  private final StateStore store;
  private final InstantSource clock;
  private final ExpiringMap<String, String> unknown;
  private Instant askedAgain = Instant.MIN;
  private Instant spanEnds = Instant.MIN;
  private Duration asking = Duration.ZERO;

  public CachingSessionStore(StateStore store, InstantSource clock) {
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
      // This worker knows it; to another its acts look like root's own, which is more alarming.
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
