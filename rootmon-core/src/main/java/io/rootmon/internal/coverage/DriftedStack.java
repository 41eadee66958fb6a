package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.time.Instant;

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
