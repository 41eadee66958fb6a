package io.rootmon.state;

import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import java.util.Optional;

/**
 * A decision, and what it brought to light.
 *
 * @param over an incident that this event, coming after a long silence, showed to be over
 */
public record Decided(Decision decision, Optional<Incident> over) {
  static Decided of(Decision decision) {
    return new Decided(decision, Optional.empty());
  }
}
