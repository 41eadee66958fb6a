package io.rootmon.internal.coverage;

import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Detects drift of StackSets. Implementations are safe for use by multiple threads. */
public interface StackSets {
  /**
   * Starts drift detection of every stack of the StackSet. A second call with the same id has no
   * effect.
   *
   * @param operationId at most 128 letters, digits and hyphens
   */
  void detectDrift(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException;

  /** Returns the state of a drift detection. */
  Operation operation(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException;

  /** Returns all stacks that differ, from a drift detection that has ended. */
  List<DriftedStack> drifted(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException;

  /**
   * A drift detection.
   *
   * @param ended the time of its end; empty while it runs
   * @param problem the reason why its result is incomplete, such as that a user stopped it
   */
  record Operation(Optional<Instant> ended, Optional<String> problem) {}
}
