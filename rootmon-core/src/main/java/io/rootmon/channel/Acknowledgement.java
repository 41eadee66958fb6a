package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.time.Deadline;

/** Forwards an acknowledgement to a service, such as a pager that then stops paging. */
@FunctionalInterface
public interface Acknowledgement {
  /**
   * Sends the acknowledgement in one attempt.
   *
   * @param alert the alert about the incident, with its {@link Alert#standing() state}
   */
  Receipt send(Alert alert, Deadline deadline) throws DeliveryException;
}
