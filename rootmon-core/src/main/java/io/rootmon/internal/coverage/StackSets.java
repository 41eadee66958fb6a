package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** Reports a failed call about a StackSet. The message contains the reason. */
  public static final class StackSetException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isTransient;

    /**
     * Creates the exception.
     *
     * @param isTransient whether a later call can succeed without a change by a person
     */
    public StackSetException(String message, boolean isTransient, @Nullable Throwable cause) {
      super(message, cause);
      this.isTransient = isTransient;
    }

    /**
     * Returns whether a later call may succeed, such as after another operation on the StackSet.
     */
    public boolean isTransient() {
      return isTransient;
    }
  }

  /**
   * A stack of a StackSet that differs from its template.
   *
   * @param checked the time of the drift detection
   * @param detail the difference in one line; its values come from the account's owner
   */
  public record DriftedStack(
      AccountId account, String region, Kind kind, Instant checked, String detail) {
    private static final int MAX_DETAIL = 300;

    public DriftedStack {
      detail = SafeText.line(detail, MAX_DETAIL);
    }

    /** The kind of the difference. */
    public enum Kind {
      /** Drift detection failed for this stack, so its state is unknown. */
      UNCHECKED(Severity.HIGH),
      /** A resource was changed. */
      DRIFTED(Severity.HIGH),
      /** A resource, or the stack itself, was deleted. */
      DELETED(Severity.CRITICAL);

      private final Severity severity;

      Kind(Severity severity) {
        this.severity = severity;
      }

      public Severity severity() {
        return severity;
      }
    }
  }
}
