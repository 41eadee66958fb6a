package io.rootmon.state;

import io.rootmon.detect.AssumedRootSessions.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * What workers share: decisions on events, deliveries, central root sessions, the watch itself.
 * Each item ends by itself, told by the clock. Safe for use by many threads and workers.
 */
public interface StateStore extends DeliveryLog {
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

  /**
   * Decides on an event, once: whoever asks again for the same event gets the same answer. Of the
   * copies of one act, the first is told, and one that is more alarming than what was told.
   */
  Decision decide(Act act) throws StateException;

  void remember(Session session) throws StateException;

  Optional<Session> find(String accessKeyId) throws StateException;

  /** What is remembered of the watch itself. */
  WatchLog watch();
}
