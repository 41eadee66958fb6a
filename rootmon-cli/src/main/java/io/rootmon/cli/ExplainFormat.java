package io.rootmon.cli;

import io.rootmon.Plan;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import java.util.Optional;

/** Formats an event and its finding as one line. */
interface ExplainFormat {
  /**
   * Returns the line.
   *
   * @param plan the channels that would be notified; empty for a repeated event
   */
  String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Plan> plan);
}
