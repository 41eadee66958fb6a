package io.rootmon;

import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.DispatchReport.Result;

/** What became of a finding, or of a message that could not be read. */
public record Outcome(Verdict verdict, DispatchReport report) {
  /** Whether people were to be told. */
  public enum Verdict {
    TELL,
    /** A copy of an act that was told. */
    DUPLICATE,
    /** No route wants it. */
    UNROUTED
  }

  /**
   * Whether nothing is left to do: every channel took it or refused it for good, and where there
   * are channels at all, one of them took it.
   */
  public boolean isDone() {
    return verdict != Verdict.TELL
        || (report.deliveries().stream().noneMatch(it -> it.result() == Result.RETRYABLE)
            && report.deliveries().stream().anyMatch(it -> it.result() == Result.DELIVERED));
  }
}
