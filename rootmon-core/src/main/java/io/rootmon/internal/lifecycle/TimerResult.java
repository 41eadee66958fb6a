package io.rootmon.internal.lifecycle;

import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.IncidentAction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The result of a timer: its effect on the incident, and the deliveries.
 *
 * @param problems the problems in addition to failed deliveries, such as a state store that failed
 */
public record TimerResult(IncidentAction action, DispatchReport report, List<String> problems) {
  private static final Set<IncidentAction> WITHOUT_ALERT =
      EnumSet.of(IncidentAction.APPEND, IncidentAction.DUPLICATE, IncidentAction.UNROUTED);

  public TimerResult {
    problems = List.copyOf(problems);
  }

  /** Returns the result of a timer that sent nothing. */
  static TimerResult nothing(String id, List<String> problems) {
    return new TimerResult(IncidentAction.APPEND, new DispatchReport(id, List.of()), problems);
  }

  /** Returns the result of a timer whose work failed, so that the message must be retried. */
  static TimerResult postponed(String id, List<String> problems) {
    return new TimerResult(IncidentAction.POSTPONED, new DispatchReport(id, List.of()), problems);
  }

  /** Returns whether no retry is due. */
  public boolean isDone() {
    return isDone(action, report);
  }

  /**
   * Returns whether no retry is due: every channel accepted or rejected the alert, and at least one
   * accepted it. An alert that every channel rejects is not done, because its message must reach
   * the dead-letter queue.
   */
  public static boolean isDone(IncidentAction action, DispatchReport report) {
    return report.deliveries().isEmpty()
        ? WITHOUT_ALERT.contains(action)
        : report.with(Result.RETRYABLE).isEmpty()
            && report.deliveries().stream().anyMatch(Delivery::isDelivered);
  }
}
