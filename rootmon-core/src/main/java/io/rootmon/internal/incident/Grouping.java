package io.rootmon.internal.incident;

import io.rootmon.incident.Decision;
import io.rootmon.incident.IncidentEvent;
import java.util.Optional;

/**
 * Decides on one event, given the history of its account. A store may call it several times for one
 * event, because another worker may change the history in between. Only the last result counts, so
 * an implementation has no side effects.
 */
public interface Grouping {
  /**
   * The decision on an event, and what the store writes together with it.
   *
   * @param after the history of the account after the event
   * @param event the event as part of its incident; empty for a duplicate and without an incident
   */
  record Result(AccountHistory after, Decision decision, Optional<IncidentEvent> event) {}

  /** Decides on an event that is no duplicate. */
  Result next(AccountHistory before);

  /**
   * Decides on a duplicate of an event that was notified with the same severity or a higher one.
   *
   * @param eventId the key of the original
   */
  Result copy(String eventId, AccountHistory before);
}
