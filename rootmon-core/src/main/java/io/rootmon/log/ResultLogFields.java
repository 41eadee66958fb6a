package io.rootmon.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.ProcessingResult;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.coverage.Coverage;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.log.JsonLogWriter.TruncationLimits;
import io.rootmon.monitoring.CoverageCheckRunner;
import io.rootmon.monitoring.DeadLetterProcessor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
  public static void finding(
      JsonGenerator json, TruncationLimits limits, Finding finding, Instant processed)
      throws IOException {
    RootActivity activity = finding.activity();
    event(json, limits, activity.event());
    if (activity.account().isPresent()) {
      json.writeStringField("account", activity.account().get().value());
    }
    json.writeStringField("kind", activity.kind().name());
    json.writeStringField("outcome", activity.outcome().name());
    json.writeStringField("severity", finding.severity().name());
    json.writeStringField("rule", finding.ruleId());
    if (finding.exclusion().isPresent()) {
      json.writeStringField("excluded", limits.cut(finding.exclusion().get().label()));
    }
    json.writeNumberField("latencyMs", latencyMillis(finding, processed));
  }

  /** Writes the identity of an event. */
  public static void event(JsonGenerator json, TruncationLimits limits, CloudTrailEvent event)
      throws IOException {
    json.writeStringField("eventId", limits.cut(event.id()));
    json.writeStringField("eventName", limits.cut(event.name()));
    json.writeStringField("eventTime", event.time().toString());
  }

  /** Writes the decision, its reason, the deliveries and the problems. */
  public static void outcome(JsonGenerator json, TruncationLimits limits, ProcessingResult outcome)
      throws IOException {
    json.writeStringField("verdict", outcome.verdict().name());
    if (outcome.reason().isPresent()) {
      json.writeStringField("notificationReason", outcome.reason().get().key());
    }
    List<Delivery> deliveries = outcome.report().deliveries();
    json.writeArrayFieldStart("deliveries");
    for (Delivery delivery : deliveries.stream().limit(limits.items()).toList()) {
      json.writeStartObject();
      json.writeStringField("channel", limits.cut(delivery.channel()));
      json.writeStringField("result", delivery.result().name());
      if (delivery.problem().isPresent()) {
        json.writeStringField("problem", limits.cut(delivery.problem().get()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (deliveries.size() > limits.items()) {
      json.writeNumberField("moreDeliveries", deliveries.size() - limits.items());
    }
    problems(json, limits, outcome.problems());
  }

  /** Writes the counts of a coverage check. */
  public static void coverage(
      JsonGenerator json, TruncationLimits limits, CoverageCheckRunner.Result check)
      throws IOException {
    if (check.deadLetters().isPresent()) {
      DeadLetterProcessor.Run run = check.deadLetters().get();
      json.writeNumberField("deadLetters", run.received());
      json.writeNumberField("deadLetterHeartbeats", run.heartbeats());
      json.writeNumberField("deadLettersDropped", run.dropped());
      json.writeNumberField("deadLettersDeleted", run.deleted());
      json.writeBooleanField("moreDeadLetters", run.hasMore());
    }
    if (!check.problems().isEmpty()) {
      json.writeStringField("checkProblems", limits.cut(String.join("; ", check.problems())));
    }
    if (check.coverage().isEmpty()) {
      json.writeStringField("remark", limits.cut(check.remark()));
      return;
    }
    Coverage coverage = check.coverage().get();
    json.writeStringField("checkTime", coverage.at().toString());
    json.writeNumberField("accounts", coverage.accounts().size());
    json.writeNumberField("watched", coverage.monitored());
    json.writeNumberField("coverageGaps", coverage.unwatched());
    json.writeNumberField("drifted", coverage.drifted());
    if (coverage.roster().problem().isPresent()) {
      json.writeStringField("accountsProblem", limits.cut(coverage.roster().problem().get()));
    }
  }

  /** Writes the problems; nothing if there are none. */
  public static void problems(JsonGenerator json, TruncationLimits limits, List<String> problems)
      throws IOException {
    if (!problems.isEmpty()) {
      json.writeStringField("problems", limits.cut(String.join("; ", problems)));
    }
  }
}
