package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.ProcessingResult;
import io.rootmon.alert.EventFieldSummary;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.control.ControlMessage;
import io.rootmon.coverage.Coverage;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.lambda.JsonLogWriter.TruncationLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The log line of what became of an event. */
record ItemLogLine(String requestId, ItemResult fate, boolean withRawText)
    implements JsonLogWriter.Line {
  @Override
  public void write(JsonGenerator json, TruncationLimits room) throws IOException {
    json.writeStringField("timestamp", fate.time().toString());
    json.writeStringField("level", level());
    json.writeStringField("message", message());
    json.writeStringField("requestId", room.cut(requestId));
    json.writeStringField("messageId", room.cut(fate.messageId()));
    BatchItem piece = fate.piece();
    if (piece instanceof BatchItem.FindingItem judged) {
      finding(json, room, judged.finding());
    } else if (piece instanceof BatchItem.UnrelatedItem other) {
      event(json, room, other.event());
    } else if (piece instanceof BatchItem.MalformedItem unreadable) {
      json.writeStringField(
          "problem",
          room.cut(
              EventFieldSummary.hideSecrets(
                  unreadable.problem().where() + ": " + unreadable.problem().problem())));
    } else if (piece instanceof BatchItem.Skipped skipped) {
      json.writeStringField("skipped", room.cut(skipped.reason().phrase()));
      json.writeStringField("where", room.cut(skipped.where()));
    } else if (piece instanceof BatchItem.CoverageItem checked) {
      coverage(json, room, checked);
    } else if (piece instanceof BatchItem.Acted acted) {
      if (!acted.remark().isEmpty()) {
        json.writeStringField("remark", room.cut(acted.remark()));
      }
    } else if (piece instanceof BatchItem.ControlItem signalled) {
      json.writeStringField("signal", room.cut(String.valueOf(signalled.signal())));
    } else if (piece instanceof BatchItem.Failed failed) {
      json.writeStringField("problem", room.cut(failed.bug()));
    }
    if (fate.outcome().isPresent()) {
      outcome(json, room, fate.outcome().get());
    }
    if (fate.problem().isPresent()) {
      json.writeStringField("unfinished", room.cut(fate.problem().get()));
    }
    if (withRawText) {
      json.writeStringField("raw", room.cutRaw(EventFieldSummary.hideSecrets(raw(piece))));
    }
  }

  private String level() {
    if (fate.piece() instanceof BatchItem.UnrelatedItem) {
      return "DEBUG";
    }
    boolean refused =
        fate.outcome().stream()
            .flatMap(it -> it.report().deliveries().stream())
            .anyMatch(it -> it.result() == Result.REFUSED);
    return !fate.isDone() ? "ERROR" : refused ? "WARN" : "INFO";
  }

  private String message() {
    BatchItem piece = fate.piece();
    if (piece instanceof BatchItem.UnrelatedItem) {
      return "does not concern root";
    } else if (piece instanceof BatchItem.MalformedItem) {
      return "a message could not be read; it comes again, and then waits in the dead-letter queue";
    } else if (piece instanceof BatchItem.Failed) {
      return "a bug stopped the reading; the message comes again";
    }
    String about = about(piece);
    return fate.isDone() ? about : about + "; delivery incomplete; message returned to the queue";
  }

  private static String about(BatchItem piece) {
    if (piece instanceof BatchItem.Skipped) {
      return "skipped a message that holds no event";
    } else if (piece instanceof BatchItem.CoverageItem) {
      return "the coverage was checked";
    } else if (piece instanceof BatchItem.Acted acted) {
      return acted.what();
    } else if (piece instanceof BatchItem.ControlItem signalled) {
      if (signalled.signal() instanceof ControlMessage.IncidentTimer) {
        return "an incident was looked after";
      } else if (signalled.signal() instanceof ControlMessage.WeeklyReport) {
        return "the week was reported on";
      }
      boolean isCheck = signalled.signal() instanceof ControlMessage.CoverageCheck;
      return isCheck ? "the coverage could not be checked" : "a spoke's own alarm changed";
    }
    return "root activity";
  }

  private static void coverage(
      JsonGenerator json, TruncationLimits room, BatchItem.CoverageItem checked)
      throws IOException {
    if (checked.deadLetters().isPresent()) {
      DeadLetterProcessor.Run run = checked.deadLetters().get();
      json.writeNumberField("deadLetters", run.received());
      json.writeNumberField("deadLetterHeartbeats", run.heartbeats());
      json.writeNumberField("deadLettersDropped", run.dropped());
      json.writeNumberField("deadLettersDeleted", run.deleted());
      json.writeBooleanField("moreDeadLetters", run.hasMore());
    }
    if (!checked.problems().isEmpty()) {
      json.writeStringField("checkProblems", room.cut(String.join("; ", checked.problems())));
    }
    if (checked.coverage().isEmpty()) {
      json.writeStringField("remark", room.cut(checked.remark()));
      return;
    }
    Coverage coverage = checked.coverage().get();
    json.writeStringField("checkTime", coverage.at().toString());
    json.writeNumberField("accounts", coverage.accounts().size());
    json.writeNumberField("watched", coverage.watched());
    json.writeNumberField("unwatched", coverage.unwatched());
    json.writeNumberField("drifted", coverage.drifted());
    if (coverage.roster().problem().isPresent()) {
      json.writeStringField("accountsProblem", room.cut(coverage.roster().problem().get()));
    }
  }

  private void finding(JsonGenerator json, TruncationLimits room, Finding finding)
      throws IOException {
    RootActivity activity = finding.activity();
    event(json, room, activity.event());
    if (activity.account().isPresent()) {
      json.writeStringField("account", activity.account().get().value());
    }
    json.writeStringField("kind", activity.kind().name());
    json.writeStringField("outcome", activity.outcome().name());
    json.writeStringField("severity", finding.severity().name());
    json.writeStringField("rule", finding.ruleId());
    json.writeNumberField("latencyMs", latency(activity.event(), fate));
  }

  private static void event(JsonGenerator json, TruncationLimits room, CloudTrailEvent event)
      throws IOException {
    json.writeStringField("eventId", room.cut(event.id()));
    json.writeStringField("eventName", room.cut(event.name()));
    json.writeStringField("eventTime", event.time().toString());
  }

  private static void outcome(JsonGenerator json, TruncationLimits room, ProcessingResult outcome)
      throws IOException {
    json.writeStringField("verdict", outcome.verdict().name());
    if (outcome.reason().isPresent()) {
      json.writeStringField("notificationReason", outcome.reason().get().key());
    }
    List<Delivery> deliveries = outcome.report().deliveries();
    json.writeArrayFieldStart("deliveries");
    for (Delivery delivery : deliveries.stream().limit(room.items()).toList()) {
      json.writeStartObject();
      json.writeStringField("channel", room.cut(delivery.channel()));
      json.writeStringField("result", delivery.result().name());
      if (delivery.problem().isPresent()) {
        json.writeStringField("problem", room.cut(delivery.problem().get()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (deliveries.size() > room.items()) {
      json.writeNumberField("moreDeliveries", deliveries.size() - room.items());
    }
    if (!outcome.problems().isEmpty()) {
      json.writeStringField("problems", room.cut(String.join("; ", outcome.problems())));
    }
  }

  /** Milliseconds from the act to now. */
  static long latency(CloudTrailEvent event, ItemResult fate) {
    // CloudTrail's times are whole seconds of another clock.
    return Math.max(0, Duration.between(event.time(), fate.time()).toMillis());
  }

  private static String raw(BatchItem piece) {
    if (piece instanceof BatchItem.FindingItem judged) {
      return judged.finding().activity().event().raw();
    } else if (piece instanceof BatchItem.UnrelatedItem other) {
      return other.event().raw();
    }
    return piece instanceof BatchItem.MalformedItem unreadable ? unreadable.problem().raw() : "";
  }
}
