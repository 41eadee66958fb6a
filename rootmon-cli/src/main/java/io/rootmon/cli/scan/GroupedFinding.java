package io.rootmon.cli.scan;

import io.rootmon.incident.IncidentAction;
import io.rootmon.judge.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding as what happened around it makes it.
 *
 * @param incident the id of the one that it belongs to
 */
record GroupedFinding(Finding finding, Optional<String> incident, IncidentAction verdict) {
  Instant time() {
    return finding.activity().event().time();
  }

  /** Whether it is a copy of another act, which is told already. */
  boolean isCopy() {
    return verdict == IncidentAction.DUPLICATE;
  }
}
