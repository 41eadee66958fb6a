package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.incident.Decision;
import io.rootmon.judge.Finding;
import java.util.Optional;

/** Formats an event and its finding as one line. */
interface ExplainFormat {
  /**
   * Returns the line.
   *
   * @param decision which channels would be notified; empty for a repeated event
   */
  String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Decision> decision);
}
