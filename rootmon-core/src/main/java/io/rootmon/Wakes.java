package io.rootmon;

import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.IncidentTimers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Sets timers; one that cannot be set is a problem to tell, and stops nothing. */
record Wakes(IncidentTimers timers) {
  /**
   * Wakes somebody for an incident, at the longest after what a timer can wait.
   *
   * @return the problem, if nobody will
   */
  Optional<String> schedule(String account, String incident, TimerPurpose duty, Duration delay) {
    Duration longest = delay.compareTo(IncidentTimers.LONGEST) > 0 ? IncidentTimers.LONGEST : delay;
    try {
      timers.schedule(account, incident, duty, longest.isNegative() ? Duration.ZERO : longest);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no timer for " + incident + ": " + e.getMessage());
    }
  }
}
