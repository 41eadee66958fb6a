package io.rootmon.internal.control;

import java.io.IOException;
import java.time.Duration;

/** Sends messages to the queue that delivers events to the function. */
@FunctionalInterface
public interface MessageScheduler {
  /** The maximum delay of an SQS message. */
  Duration MAX_DELAY = Duration.ofMinutes(15);

  /**
   * Sends a message.
   *
   * @param delay at most {@link #MAX_DELAY}
   * @throws IOException if the queue did not accept the message
   */
  void schedule(String body, Duration delay) throws IOException;
}
