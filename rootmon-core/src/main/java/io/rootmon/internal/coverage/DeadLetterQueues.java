package io.rootmon.internal.coverage;

import io.rootmon.time.Deadline;
import java.util.List;
import java.util.Optional;

/**
 * The queues of undelivered events, one per region. Implementations are safe for use by multiple
 * threads.
 */
public interface DeadLetterQueues {
  /**
   * Receives messages, which stay in the queue and are hidden from other consumers for a few
   * minutes. A failure is returned together with the messages received before it.
   *
   * @param max the maximum number of messages
   */
  Received receive(String region, int max, Deadline deadline);

  /**
   * Deletes received messages.
   *
   * @return the number of deleted messages; the others appear again
   */
  int delete(String region, List<DeadLetter> messages, Deadline deadline);

  /**
   * The result of a receive call.
   *
   * @param hasMore whether the queue may contain more messages
   * @param problem the reason why the queue could not be read
   */
  record Received(List<DeadLetter> messages, boolean hasMore, Optional<Problem> problem) {
    public Received {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A failure.
   *
   * @param code constant for the same failure, such as AccessDenied
   * @param message the failure as a person reads it
   * @param fix the remedy
   * @param isTransient whether it is transient
   */
  record Problem(String code, String message, String fix, boolean isTransient) {}
}
