package io.rootmon;

import io.rootmon.cloudtrail.Signal.IncidentTimer.Duty;
import io.rootmon.incident.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Sets timers; one that cannot be set is a problem to tell, and stops nothing. */
record Wakes(Timers timers) {
  /**
   * Wakes somebody for an incident, at the longest after what a timer can wait.
   *
   * @return the problem, if nobody will
   */
  Optional<String> wake(String account, String incident, Duty duty, Duration delay) {
    Duration longest = delay.compareTo(Timers.LONGEST) > 0 ? Timers.LONGEST : delay;
    try {
      timers.wake(account, incident, duty, longest.isNegative() ? Duration.ZERO : longest);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no timer for " + incident + ": " + e.getMessage());
    }
  }
}
