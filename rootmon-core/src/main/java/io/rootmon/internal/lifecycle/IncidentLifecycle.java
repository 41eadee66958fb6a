package io.rootmon.internal.lifecycle;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.judge.Finding;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Routes;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Handles an incident after its alerts: sets timers, updates parent messages, escalates, sends
 * reminders, records responses and closes the incident. A failure is a problem in the result and
 * never prevents an alert. Safe for use by multiple threads.
 */
public final class IncidentLifecycle {
  private final IncidentContext context;
  private final RejectionNotifier rejections;
  private final ThreadParentUpdater parentMessages;
  private final IncidentCloser closer;
  private final IncidentEscalator escalator;
  private final Function<CloudTrailEvent, Optional<Finding>> judge;
  private final BiFunction<Finding, Deadline, TimerResult> process;

  /**
   * Creates the lifecycle of all incidents.
   *
   * @param escalation the channels that are notified of an incident without a response
   * @param judge judges the stored event of an MFA check
   * @param process processes the finding about an MFA check that no sign-in followed
   */
  public IncidentLifecycle(
      IncidentContext context,
      Routes routes,
      Optional<EscalationRoute> escalation,
      Function<CloudTrailEvent, Optional<Finding>> judge,
      BiFunction<Finding, Deadline, TimerResult> process) {
    this.context = context;
    this.rejections = new RejectionNotifier(context, routes);
    this.parentMessages = new ThreadParentUpdater(context);
    this.closer = new IncidentCloser(context, parentMessages);
    this.escalator = new IncidentEscalator(context, escalation, rejections);
    this.judge = judge;
    this.process = process;
  }

  // The classes of these steps are loaded by the first timer or response that needs them.

  private ThreadDigestSender digests() {
    return new ThreadDigestSender(context, parentMessages);
  }

  private ReminderSender reminders() {
    return new ReminderSender(context);
  }

  private ResponseRecorder responses() {
    return new ResponseRecorder(context, parentMessages);
  }

  private UnfinishedSignIns signIns() {
    return new UnfinishedSignIns(context, judge, process);
  }

  /**
   * Does the work that follows the dispatch of an alert: reports channels that rejected the alert,
   * sets the timers of its incident, updates the parent messages after an escalation, and sends the
   * report of an incident that the event closed.
   *
   * @return the problems
   */
  public List<String> afterDispatch(
      Alert alert, Decision decision, DispatchReport report, Deadline deadline) {
    rejections.notifyOfRejection(alert, report, deadline);
    String account = alert.account().id().map(AccountId::value).orElse(EventIdentity.UNKNOWN);
    List<String> problems = new ArrayList<>();
    for (Map.Entry<TimerPurpose, Duration> timer : decision.timers().entrySet()) {
      schedule(account, decision, timer.getKey(), timer.getValue()).ifPresent(problems::add);
    }
    if (decision.action() == IncidentAction.ESCALATE && !report.with(Result.DELIVERED).isEmpty()) {
      decision
          .incidentId()
          .map(it -> parentMessages.update(account, it, deadline))
          .ifPresent(problems::addAll);
    }
    escalator.schedule(account, decision).ifPresent(problems::add);
    decision.closed().ifPresent(it -> problems.addAll(closer.reportOrRetry(it, deadline)));
    return problems;
  }

  private Optional<String> schedule(
      String account, Decision decision, TimerPurpose purpose, Duration delay) {
    return switch (purpose) {
      case NEWS -> digests().schedule(account, decision.incidentId().orElse(""), delay);
      case SIGN_IN -> signIns().schedule(account, decision.eventId(), delay);
      case CLOSING, ESCALATION -> closer.schedule(account, decision.incidentId().orElse(""), delay);
    };
  }

  /** Handles a timer, including the work of an earlier timer that was lost. */
  public TimerResult onTimer(
      String account, String incident, TimerPurpose purpose, Deadline deadline) {
    return switch (purpose) {
      case CLOSING -> escalateAndClose(account, incident, deadline);
      case NEWS -> digests().onTimer(account, incident, deadline);
      case ESCALATION -> escalator.onTimer(account, incident, deadline);
      case SIGN_IN -> signIns().onTimer(account, incident, deadline);
    };
  }

  private TimerResult escalateAndClose(String account, String incident, Deadline deadline) {
    List<String> problems = new ArrayList<>(escalator.catchUp(account, incident, deadline));
    TimerResult result = closer.onTimer(account, incident, deadline);
    problems.addAll(result.problems());
    if (result.action() != IncidentAction.POSTPONED) {
      problems.addAll(reminders().onTimer(account, incident, deadline));
    }
    return new TimerResult(result.action(), result.report(), problems);
  }

  /**
   * Updates the parent messages of an incident with its current status.
   *
   * @return the problems
   */
  public List<String> updateParentMessages(String account, String incident, Deadline deadline) {
    return parentMessages.update(account, incident, deadline);
  }

  /**
   * Records a response to the account's latest incident, open or closed. A user's repeated response
   * is recorded once.
   *
   * @return the incident with the response; empty if the account's latest incident is another one
   * @throws StateException if the response could not be stored
   */
  public Optional<Incident> respond(String account, String incident, Response response)
      throws StateException {
    return responses().add(account, incident, response);
  }

  /**
   * Forwards a recorded response to the paging services, and shows it in the parent messages.
   *
   * @return the problems
   */
  public List<String> showResponse(Incident incident, Deadline deadline) {
    return responses().show(incident, deadline);
  }
}
