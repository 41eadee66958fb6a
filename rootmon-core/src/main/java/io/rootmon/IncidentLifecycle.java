package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done about an incident after its alerts: timers, threads, responses, its end. */
record IncidentLifecycle(
    ThreadParentUpdater heads,
    IncidentCloser closing,
    ThreadDigestSender news,
    IncidentEscalator escalation,
    ReminderSender reminders,
    ResponseRecorder responses,
    UnfinishedSignIns signIns,
    InstantSource clock) {

  /** Sets the timers that the plan's incident needs; the problems. */
  List<String> schedule(Plan plan) {
    String incident = plan.incident().orElse("");
    List<String> problems = new ArrayList<>();
    for (TimerPurpose duty : plan.duties()) {
      Optional<String> problem =
          switch (duty) {
            case NEWS -> news.schedule(plan.account(), incident);
            case SIGN_IN -> signIns.schedule(plan.account(), plan.act(), plan.signInDelay());
            case CLOSING, ESCALATION -> closing.schedule(plan.account(), incident);
          };
      problem.ifPresent(problems::add);
    }
    return problems;
  }

  /** What follows an alert that was sent; the problems. */
  List<String> after(Plan plan, DispatchReport report, Deadline deadline) {
    List<String> problems = new ArrayList<>(schedule(plan));
    if (plan.verdict() == IncidentAction.ESCALATE && !report.with(Result.DELIVERED).isEmpty()) {
      plan.incident()
          .map(it -> heads.refresh(plan.account(), it, deadline))
          .ifPresent(problems::addAll);
    }
    escalation.schedule(plan).ifPresent(problems::add);
    plan.over().ifPresent(it -> problems.addAll(closing.reportOrComeBack(it, deadline)));
    return problems;
  }

  /** A timer woke us: does what it is for, and what a lost one was for. */
  ProcessingResult onTimer(String account, String incident, TimerPurpose duty, Deadline deadline) {
    return switch (duty) {
      case CLOSING -> escalatedAndClosed(account, incident, deadline);
      case NEWS -> news.onTimer(account, incident, deadline);
      case ESCALATION -> escalation.onTimer(account, incident, deadline);
      case SIGN_IN -> signIns.onTimer(account, incident, deadline);
    };
  }

  private ProcessingResult escalatedAndClosed(String account, String incident, Deadline deadline) {
    List<String> problems = new ArrayList<>(escalation.catchUp(account, incident, deadline));
    ProcessingResult outcome = closing.onTimer(account, incident, deadline);
    problems.addAll(outcome.problems());
    if (outcome.verdict() != IncidentAction.POSTPONED) {
      problems.addAll(reminders.onTimer(account, incident, deadline));
    }
    return new ProcessingResult(outcome.verdict(), outcome.report(), problems);
  }

  List<String> refresh(String account, String incident, Deadline deadline) {
    return heads.refresh(account, incident, deadline);
  }

  Optional<ResponseResult> respond(
      String account, String incident, Response response, Deadline deadline) throws StateException {
    return responses.add(account, incident, response, deadline);
  }
}
