package io.rootmon;

import io.rootmon.incident.Incident;
import java.time.Duration;
import java.util.List;

/** The messages that stand for an incident, where a far end lets them be kept current. */
@FunctionalInterface
interface Heads {
  /** Nowhere. */
  Heads NONE = (incident, timeLeft) -> List.of();

  /** Shows how the incident stands now; the problems, which nothing depends on. */
  List<String> refresh(Incident incident, Duration timeLeft);
}
