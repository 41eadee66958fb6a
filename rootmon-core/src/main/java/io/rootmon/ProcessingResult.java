package io.rootmon;

import io.rootmon.delivery.DispatchReport;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.lifecycle.TimerResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of processing a finding, a timer, or a message that could not be parsed.
 *
 * @param action the effect on the incident of the account
 * @param report the deliveries of the alert
 * @param problems one sentence for each problem in addition to failed deliveries, such as a state
 *     store that failed
 * @param reason the strongest reason for which a channel is notified; empty if no channel is
 *     notified, and for an alert without an incident
 */
public record ProcessingResult(
    IncidentAction action,
    DispatchReport report,
    List<String> problems,
    Optional<NotificationReason> reason) {
  public ProcessingResult {
    problems = List.copyOf(problems);
  }

  /** Creates the result of an alert without an incident. */
  public ProcessingResult(IncidentAction action, DispatchReport report, List<String> problems) {
    this(action, report, problems, Optional.empty());
  }

  static ProcessingResult of(Decision decision, DispatchReport report, List<String> problems) {
    List<String> all = new ArrayList<>(decision.problems());
    all.addAll(problems);
    return new ProcessingResult(decision.action(), report, all, decision.cause());
  }

  static ProcessingResult of(TimerResult result) {
    return new ProcessingResult(result.action(), result.report(), result.problems());
  }

  TimerResult asTimerResult() {
    return new TimerResult(action, report, problems);
  }

  /**
   * Returns whether no retry is due: every channel accepted or rejected the alert, and at least one
   * accepted it. An alert that every channel rejects is not done, because its message must reach
   * the dead-letter queue.
   */
  public boolean isDone() {
    return TimerResult.isDone(action, report);
  }
}
