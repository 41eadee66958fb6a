package io.rootmon.state;

import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Grouping;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * What workers share: decisions on events, deliveries, central root sessions, the watch itself.
 * Each item ends by itself, told by the clock. Safe for use by multiple threads and workers.
 */
public interface StateStore extends NotificationLog {
  /**
   * How long decisions and deliveries are kept: longer than a message can wait in a queue and its
   * dead-letter queue, 14 days each at most: <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">SQS's
   * quotas</a>.
   */
  Duration MEMORY = Duration.ofDays(30);

  /**
   * How long a session is known: it lasts 15 minutes at most, and its last acts may arrive late.
   */
  Duration SESSION_MEMORY = Duration.ofDays(1);

  /** How long an account's history is kept: root may rest for longer than a year. */
  Duration HISTORY_MEMORY = Duration.ofDays(800);

  /** How long closed incidents and the events of all are kept. */
  Duration INCIDENT_MEMORY = Duration.ofDays(400);

  /** How long a decision may take where the caller names no limit. */
  Duration DECISION_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Decides on an event, once: a repeated call for the same event returns the same answer. Of the
   * copies of one act, the first is new, and one that is more severe than what was notified. The
   * decision, the account's history and the incident's entry are written together or not at all.
   *
   * @param deadline until which conflicts with other deciders of the account are retried
   * @throws StateConflictException if the conflicts lasted that long; the store works
   * @throws StateException if the store failed or did not answer
   */
  Decided decide(EventIdentity act, Grouping grouping, Deadline deadline) throws StateException;

  /** The same within {@link #DECISION_TIMEOUT}. */
  default Decided decide(EventIdentity act, Grouping grouping) throws StateException {
    return decide(act, grouping, Deadline.in(DECISION_TIMEOUT));
  }

  /** What is remembered of accounts and their incidents. */
  IncidentRepository incidents();

  void remember(Session session) throws StateException;

  Optional<Session> find(String accessKeyId) throws StateException;

  /** What is remembered of the watch itself. */
  HeartbeatStore heartbeats();
}
