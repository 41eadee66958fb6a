package io.rootmon.detect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Stores the latest sessions in memory. Safe for use by multiple threads. */
public final class InMemorySessionStore implements AssumedRootSessionStore {
  private static final int MAX_SIZE = 10_000;

  private final Map<String, Session> sessions = new LinkedHashMap<>();

  @Override
  public synchronized void remember(Session session) {
    sessions.put(session.accessKeyId(), session);
    if (sessions.size() > MAX_SIZE) {
      sessions.remove(sessions.keySet().iterator().next());
    }
  }

  @Override
  public synchronized Optional<Session> find(String accessKeyId) {
    return Optional.ofNullable(sessions.get(accessKeyId));
  }
}
