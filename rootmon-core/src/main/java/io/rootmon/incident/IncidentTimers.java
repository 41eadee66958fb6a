package io.rootmon.incident;

import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import java.io.IOException;
import java.time.Duration;

/** Sets the timers of incidents, so that they are processed even without further events. */
@FunctionalInterface
public interface IncidentTimers {
  /** Sets no timers: a later event closes an incident. */
  IncidentTimers NONE = (account, incident, duty, delay) -> {};

  /** The maximum delay of an SQS message. */
  Duration LONGEST = Duration.ofMinutes(15);

  /**
   * Sets a timer in addition to existing ones.
   *
   * @param account the account's key in the store
   * @param delay at most {@link #LONGEST}
   * @throws IOException if the timer was not set
   */
  void schedule(String account, String incident, TimerPurpose duty, Duration delay)
      throws IOException;
}
