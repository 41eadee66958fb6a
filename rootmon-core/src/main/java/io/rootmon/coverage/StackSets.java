package io.rootmon.coverage;

import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Detects drift of StackSets. Safe for use by many threads. */
public interface StackSets {
  /**
   * Starts drift detection of every stack of the StackSet. A call with an id that was used before
   * changes nothing.
   *
   * @param operationId at most 128 letters, digits and hyphens
   */
  void detectDrift(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException;

  /** The state of a drift detection. */
  Operation operation(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException;

  /** All stacks that differ, by a drift detection that ended. */
  List<DriftedStack> drifted(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException;

  /**
   * A drift detection.
   *
   * @param ended when it ended; empty while it runs
   * @param problem why its result is incomplete, such as that a person stopped it
   */
  record Operation(Optional<Instant> ended, Optional<String> problem) {}
}
