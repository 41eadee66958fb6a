package io.rootmon.internal.state;

import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Decision;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * Stores the state that workers share: decisions on events, deliveries, central root sessions and
 * heartbeats. Each item expires by the clock. Implementations are safe for use by multiple threads
 * and workers.
 */
public interface SharedStateStore extends StateStore, NotificationLog {
  /**
   * Returns the store as this type.
   *
   * @throws IllegalArgumentException if rootmon did not create the store
   */
  static SharedStateStore of(StateStore store) {
    if (store instanceof SharedStateStore own) {
      return own;
    }
    throw new IllegalArgumentException(
        "store: "
            + store.getClass().getName()
            + " is not a store of rootmon; use a factory method"
            + " of StateStore");
  }

  /**
   * The lifetime of decisions and deliveries: longer than a message can wait in a queue and its
   * dead-letter queue, 14 days each at most: <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">SQS's
   * quotas</a>.
   */
  Duration MEMORY = Duration.ofDays(30);

  /**
   * The lifetime of a session: it lasts 15 minutes at most, and its last events may arrive late.
   */
  Duration SESSION_MEMORY = Duration.ofDays(1);

  /** The lifetime of an account's history: root may be inactive for longer than a year. */
  Duration HISTORY_MEMORY = Duration.ofDays(800);

  /** The lifetime of closed incidents and of all events. */
  Duration INCIDENT_MEMORY = Duration.ofDays(400);

  /** The maximum duration of a decision if the caller passes no deadline. */
  Duration DECISION_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Decides on an event once: a repeated call for the same event returns the same decision. The
   * first duplicate of an event that arrives is new, and so is a duplicate with a higher severity
   * than the notified one. The decision, the account's history and the event of the incident are
   * written together or not at all.
   *
   * @param grouping may be called several times, on any thread that decides for the account
   * @param deadline until which the store retries conflicts with other workers
   * @throws StateConflictException if the conflicts lasted until the deadline; the store works
   * @throws StateException if the store failed or did not respond
   */
  Decision decide(EventIdentity act, Grouping grouping, Deadline deadline) throws StateException;

  /** Decides within {@link #DECISION_TIMEOUT}. */
  default Decision decide(EventIdentity act, Grouping grouping) throws StateException {
    return decide(act, grouping, Deadline.in(DECISION_TIMEOUT));
  }

  /** Returns the store of accounts and their incidents. */
  IncidentRepository incidents();

  void remember(Session session) throws StateException;

  Optional<Session> find(String accessKeyId) throws StateException;

  /** Returns the store of heartbeats. */
  HeartbeatStore heartbeats();
}
