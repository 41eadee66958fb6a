package io.rootmon.internal.log;

import io.rootmon.ProcessingResult;
import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.monitoring.CoverageCheckRunner;
import io.rootmon.internal.monitoring.DeadLetterProcessor;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.OrganizationPolicy;
import java.time.Duration;
import java.time.Instant;

/** Writes the fields of a log line that describe an event, a finding or a result. */
public final class ResultLogFields {
  private ResultLogFields() {}

  /** Returns the milliseconds from the event to its result; never negative. */
  public static long latencyMillis(Finding finding, Instant processed) {
    // CloudTrail's times are whole seconds of another clock.
    Instant time = finding.activity().event().time();
    return Math.max(0, Duration.between(time, processed).toMillis());
  }

  /** Writes a finding and its latency. */
  public static void finding(LogLine line, Finding finding, Instant processed) {
    RootActivity activity = finding.activity();
    event(line, activity.event());
    line.text("account", activity.account().map(AccountId::value))
        .text("kind", activity.kind().name())
        .text("outcome", activity.outcome().name())
        .text("severity", finding.severity().name())
        .text("rule", finding.ruleId())
        .text("excluded", finding.exclusion().map(Exclusion::label))
        .texts("customRuleErrors", OrganizationPolicy.failures(finding));
    if (finding.isFromArchive()) {
      line.flag("foundInArchive", true);
    } else {
      line.number("latencyMs", latencyMillis(finding, processed));
    }
  }

  /** Writes the identity of an event. */
  public static void event(LogLine line, CloudTrailEvent event) {
    line.text("eventId", event.id())
        .text("eventName", event.name())
        .text("eventTime", event.time().toString());
  }

  /** Writes the decision, its reason, the deliveries and the problems. */
  public static void outcome(LogLine line, ProcessingResult outcome) {
    line.text("verdict", outcome.action().name())
        .text("notificationReason", outcome.reason().map(it -> it.key()))
        .objects(
            "deliveries",
            "moreDeliveries",
            outcome.report().deliveries(),
            (of, delivery) ->
                of.text("channel", delivery.channel())
                    .text("result", delivery.result().name())
                    .text("problem", delivery.problem()))
        .texts("problems", outcome.problems());
  }

  /** Writes the counts of a day whose log files were compared with the delivered events. */
  public static void witness(LogLine line, WitnessDays.Day day) {
    line.text("day", day.day().toString())
        .number("eventsDelivered", day.delivered())
        .number("eventsMissing", day.missing());
  }

  /** Writes a click on a button of an incident. */
  public static void click(LogLine line, ButtonClick click) {
    line.text("account", click.account())
        .text("incident", click.incident())
        .text("action", click.response().action().name())
        .text("who", click.response().who())
        .text("channel", click.response().channel());
  }

  /** Writes the counts of a coverage check. */
  public static void coverage(LogLine line, CoverageCheckRunner.Result check) {
    if (check.deadLetters().isPresent()) {
      DeadLetterProcessor.Run run = check.deadLetters().get();
      line.number("deadLetters", run.received())
          .number("deadLetterHeartbeats", run.heartbeats())
          .number("deadLettersDropped", run.dropped())
          .number("deadLettersDeleted", run.deleted())
          .flag("moreDeadLetters", run.hasMore());
    }
    line.texts("checkProblems", check.problems());
    if (check.coverage().isEmpty()) {
      line.text("remark", check.remark());
      return;
    }
    Coverage coverage = check.coverage().get();
    line.text("checkTime", coverage.at().toString())
        .number("accounts", coverage.accounts().size())
        .number("monitored", coverage.monitored())
        .number("coverageGaps", coverage.gapCount())
        .number("drifted", coverage.drifted())
        .text("accountsProblem", coverage.roster().problem());
  }
}
