package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;

/** How a channel learns that a person acknowledged an incident, such as a pager that then stops. */
@FunctionalInterface
public interface Acknowledgement {
  /**
   * Passes the acknowledgement on: one attempt.
   *
   * @param alert about the incident, with its {@link Alert#standing() state}
   */
  Receipt send(Alert alert, Deadline deadline) throws DeliveryException;
}
