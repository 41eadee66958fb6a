package io.rootmon;

import io.rootmon.ProcessingResult.IncidentAction;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.incident.MfaCheck;
import io.rootmon.judge.Finding;
import io.rootmon.state.IncidentRepository;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reports a check of root's second factor that no sign-in belongs to: the password was right. A
 * timer ends the wait. A lost timer is replaced by the next event of the account.
 */
final class UnfinishedSignIns {
  private final IncidentRepository store;
  private final Wakes wakes;
  private final Function<CloudTrailEvent, Optional<Finding>> judge;
  private final BiFunction<Finding, Deadline, ProcessingResult> tell;
  private final InstantSource clock;

  UnfinishedSignIns(
      IncidentRepository store,
      Wakes wakes,
      Function<CloudTrailEvent, Optional<Finding>> judge,
      BiFunction<Finding, Deadline, ProcessingResult> tell,
      InstantSource clock) {
    this.store = store;
    this.wakes = wakes;
    this.judge = judge;
    this.tell = tell;
    this.clock = clock;
  }

  /** Sets the timer of a check; the problem, if there will be none. */
  Optional<String> schedule(String account, String eventId, Duration delay) {
    return wakes.schedule(account, eventId, TimerPurpose.SIGN_IN, delay);
  }

  /** A timer woke us: reports every check of the account that is due. */
  ProcessingResult onTimer(String account, String eventId, Deadline deadline) {
    List<String> problems = new ArrayList<>();
    ProcessingResult outcome = nothing(eventId, problems);
    try {
      for (MfaCheck check : store.history(account).checks()) {
        if (!check.isDue(clock.instant())) {
          Duration rest = Duration.between(clock.instant(), check.due());
          schedule(account, check.eventId(), rest).ifPresent(problems::add);
          continue;
        }
        Optional<Finding> finding = finding(check);
        if (finding.isEmpty()) {
          problems.add("the check " + check.eventId() + " could not be read again");
        } else {
          outcome = tell.apply(finding.get(), deadline);
          problems.addAll(outcome.problems());
          if (!outcome.isDone()) {
            break;
          }
        }
        store.change(account, it -> it.without(check));
      }
      return new ProcessingResult(outcome.verdict(), outcome.report(), problems);
    } catch (StateException e) {
      problems.add("not known whether a sign-in followed " + eventId + ": " + e.getMessage());
      return new ProcessingResult(IncidentAction.POSTPONED, outcome.report(), problems);
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

  private static ProcessingResult nothing(String id, List<String> problems) {
    return new ProcessingResult(IncidentAction.APPEND, new DispatchReport(id, List.of()), problems);
  }
}
