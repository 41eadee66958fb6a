package io.rootmon;

import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.NotificationReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a finding, or of a message that could not be read.
 *
 * @param problems what went wrong beside the deliveries, such as a state store that is down
 * @param reason the strongest reason for which a channel is notified; empty where none is, and for
 *     alerts that belong to no incident
 */
public record ProcessingResult(
    IncidentAction verdict,
    DispatchReport report,
    List<String> problems,
    Optional<NotificationReason> reason) {
  private static final Set<IncidentAction> NOBODY_TOLD =
      EnumSet.of(IncidentAction.APPEND, IncidentAction.DUPLICATE, IncidentAction.UNROUTED);

  public ProcessingResult {
    problems = List.copyOf(problems);
  }

  /** One that notifies of no finding. */
  public ProcessingResult(IncidentAction verdict, DispatchReport report, List<String> problems) {
    this(verdict, report, problems, Optional.empty());
  }

  /** What it is to those who are told. */
  public enum IncidentAction {
    /** The beginning of an incident. */
    OPEN,
    /** What makes an open incident worse or other than it was. */
    ESCALATE,
    /** More of what an open incident's channels know: it is written down, and nobody is told. */
    APPEND,
    /** A copy of an act that was told: only who was not told of that one is told of it. */
    DUPLICATE,
    /** An alert of its own: it belongs to no incident, or the store could not be asked. */
    ALONE,
    /** The end of an incident: the report. */
    CLOSE,
    /** It could not be done now and has to come again. */
    POSTPONED,
    /** No route wants it. */
    UNROUTED
  }

  /**
   * Whether nothing is left to do: every channel took it or refused it for good, and one of them
   * took it. What all refuse is not done: it must wait where it is not forgotten.
   */
  public boolean isDone() {
    return report.deliveries().isEmpty()
        ? NOBODY_TOLD.contains(verdict)
        : report.with(Result.RETRYABLE).isEmpty()
            && report.deliveries().stream().anyMatch(Delivery::isDelivered);
  }
}
