package io.rootmon.incident;

import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import java.io.IOException;
import java.time.Duration;

/** Wakes whoever keeps an incident, so that it is looked after though nothing more happens. */
@FunctionalInterface
public interface IncidentTimers {
  /** Wakes nobody: an incident is closed by what comes after it. */
  IncidentTimers NONE = (account, incident, duty, delay) -> {};

  /** A delayed message of SQS waits no longer. */
  Duration LONGEST = Duration.ofMinutes(15);

  /**
   * Sets a timer, beside any that is set already.
   *
   * @param account as in the store
   * @param delay at most {@link #LONGEST}
   * @throws IOException if there will be none
   */
  void schedule(String account, String incident, TimerPurpose duty, Duration delay)
      throws IOException;
}
