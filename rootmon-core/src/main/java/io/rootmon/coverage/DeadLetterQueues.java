package io.rootmon.coverage;

import io.rootmon.time.Deadline;
import java.util.List;
import java.util.Optional;

/** The queues of undelivered events, one a region. Safe for use by many threads. */
public interface DeadLetterQueues {
  /**
   * Receives messages, which stay in the queue and are hidden from others for a few minutes. A
   * failure is returned, together with what was received before it.
   *
   * @param max how many messages at most
   */
  Received receive(String region, int max, Deadline deadline);

  /**
   * Deletes messages that were received.
   *
   * @return how many were deleted; the others appear again
   */
  int delete(String region, List<DeadLetter> messages, Deadline deadline);

  /**
   * The result of receiving.
   *
   * @param hasMore whether more may wait
   * @param problem why the queue could not be read
   */
  record Received(List<DeadLetter> messages, boolean hasMore, Optional<Problem> problem) {
    public Received {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A failure.
   *
   * @param code the same for the same failure, such as AccessDenied
   * @param message what failed, as a person reads it
   * @param fix what to do
   * @param mayPass whether it is transient
   */
  record Problem(String code, String message, String fix, boolean mayPass) {}
}
