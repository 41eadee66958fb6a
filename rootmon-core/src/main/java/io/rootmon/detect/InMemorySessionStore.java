package io.rootmon.detect;

import io.rootmon.internal.BoundedMap;
import java.util.Map;
import java.util.Optional;

/** Stores the latest sessions in memory. Safe for use by multiple threads. */
final class InMemorySessionStore implements AssumedRootSessionStore {
  private static final int MAX_SIZE = 10_000;

  private final Map<String, Session> sessions = new BoundedMap<>(MAX_SIZE);

  @Override
  public synchronized void remember(Session session) {
    sessions.put(session.accessKeyId(), session);
  }

  @Override
  public synchronized Optional<Session> find(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId));
  }
}
