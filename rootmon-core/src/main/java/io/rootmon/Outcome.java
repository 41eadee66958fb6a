package io.rootmon;

import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.DispatchReport.Delivery;
import io.rootmon.channel.DispatchReport.Result;
import java.util.List;

/**
 * What became of a finding, or of a message that could not be read.
 *
 * @param problems what went wrong beside the deliveries, such as a state store that is down
 */
public record Outcome(Verdict verdict, DispatchReport report, List<String> problems) {
  public Outcome {
    problems = List.copyOf(problems);
  }

  /** Whether people were to be told. */
  public enum Verdict {
    TELL,
    /** A copy of an act that was told: only who was not told of that one is told of it. */
    DUPLICATE,
    /** No route wants it. */
    UNROUTED
  }

  /**
   * Whether nothing is left to do: every channel took it or refused it for good, and one of them
   * took it. What all refuse is not done: it must wait where it is not forgotten.
   */
  public boolean isDone() {
    return verdict == Verdict.UNROUTED
        || (report.with(Result.RETRYABLE).isEmpty()
            && report.deliveries().stream().anyMatch(Delivery::isDelivered));
  }
}
