package io.rootmon.internal.lifecycle;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.incident.MfaCheck;
import io.rootmon.judge.Finding;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reports a check of root's MFA that no sign-in followed: the password was right. A timer ends the
 * wait. The next event of the account replaces a lost timer.
 *
 * <p>The missing sign-in is an event of its own with an id of its own. It is judged here for the
 * first time, from the stored record of the check.
 */
final class UnfinishedSignIns {
  private final IncidentContext context;
  private final Function<CloudTrailEvent, Optional<Finding>> judge;
  private final BiFunction<Finding, Deadline, TimerResult> process;

  UnfinishedSignIns(
      IncidentContext context,
      Function<CloudTrailEvent, Optional<Finding>> judge,
      BiFunction<Finding, Deadline, TimerResult> process) {
    this.context = context;
    this.judge = judge;
    this.process = process;
  }

  /** Sets the timer of a check; returns the problem if none was set. */
  Optional<String> schedule(String account, String eventId, Duration delay) {
    return context.schedule(account, eventId, TimerPurpose.SIGN_IN, delay);
  }

  /** Reports every check of the account that is due. */
  TimerResult onTimer(String account, String eventId, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    TimerResult result = TimerResult.nothing(eventId, problems);
    try {
      for (MfaCheck check : context.incidents().history(account).checks()) {
        Duration rest = Duration.between(context.clock().instant(), check.due());
        if (!check.isDue(context.clock().instant())) {
          schedule(account, check.eventId(), rest).ifPresent(problems::add);
          continue;
        }
        Optional<Finding> finding = finding(check);
        if (finding.isEmpty()) {
          problems.add("the stored MFA check " + check.eventId() + " could not be parsed");
        } else {
          result = process.apply(finding.get(), deadline);
          problems.addAll(result.problems());
          if (!result.isDone()) {
            break;
          }
        }
        context.incidents().change(account, it -> it.without(check));
      }
      return new TimerResult(result.action(), result.report(), problems);
    } catch (StateException e) {
      problems.add("not known whether a sign-in followed " + eventId + ": " + e.getMessage());
      return new TimerResult(IncidentAction.POSTPONED, result.report(), problems);
    }
  }

  private Optional<Finding> finding(MfaCheck check) {
    try {
      return new CloudTrailReader()
          .events(check.event()).stream()
              .filter(it -> it.id().equals(check.eventId()))
              .findFirst()
              .map(CloudTrailEvent::followUp)
              .flatMap(judge);
    } catch (MalformedEventException e) {
      return Optional.empty();
    }
  }
}
