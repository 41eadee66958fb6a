package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.ProcessingResult;
import io.rootmon.alert.EventFieldSummary;
import io.rootmon.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.control.ControlMessage;
import io.rootmon.coverage.Coverage;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.JsonLogWriter;
import io.rootmon.internal.JsonLogWriter.Line;
import io.rootmon.internal.JsonLogWriter.TruncationLimits;
import io.rootmon.lambda.BatchItem.Acted;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.CoverageItem;
import io.rootmon.lambda.BatchItem.Failed;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.BatchItem.PassedOver;
import io.rootmon.lambda.BatchItem.Skipped;
import io.rootmon.lambda.BatchItem.UnrelatedItem;
import io.rootmon.lambda.SlackInteractionHandler.InteractionResult;
import io.rootmon.monitoring.CoverageCheckRunner;
import io.rootmon.monitoring.DeadLetterProcessor;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the log of an invocation: a line for each event that concerns root or cannot be parsed, a
 * line with the counts, and the metrics.
 */
public final class InvocationLogger {
  private static final Set<String> DETAILED = Set.of("DEBUG", "TRACE");

  private static final Set<SkipReason> LOGGED =
      Set.of(
          SkipReason.S3_TEST,
          SkipReason.TRAIL_TEST,
          SkipReason.SNS_CONFIRMATION,
          SkipReason.ALARM,
          SkipReason.FOLDER,
          SkipReason.OBJECT_REMOVED);

  private final JsonLogWriter log;
  private final boolean detailed;

  /**
   * Reads the environment's <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">
   * {@code AWS_LAMBDA_LOG_LEVEL}</a>; raw events are written only at DEBUG and TRACE.
   */
  public InvocationLogger(PrintStream out, Map<String, String> environment) {
    this.log = new JsonLogWriter(out);
    this.detailed = DETAILED.contains(environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", ""));
  }

  void write(String requestId, List<ItemResult> results) {
    items(requestId, results);
    Instant now = Instant.now();
    List<String> lost =
        results.stream()
            .filter(ItemResult::isHeartbeat)
            .flatMap(it -> it.problem().stream())
            .toList();
    if (!lost.isEmpty()) {
      // One line for all of them: there may be thousands.
      String message = "heartbeats were not remembered; the next ones may be";
      write(
          now,
          "WARN",
          message,
          (json, limits) -> {
            json.writeStringField("requestId", limits.cut(requestId));
            json.writeNumberField("heartbeats", lost.size());
            json.writeStringField("problem", limits.cut(lost.get(0)));
          });
    }
    write(
        now,
        "INFO",
        "invocation done",
        (json, limits) -> {
          json.writeStringField("requestId", limits.cut(requestId));
          json.writeNumberField("root", count(results, FindingItem.class));
          json.writeNumberField("notRoot", count(results, UnrelatedItem.class) + passed(results));
          json.writeNumberField("skipped", count(results, Skipped.class));
          json.writeNumberField(
              "heartbeats", results.stream().filter(ItemResult::isHeartbeat).count());
          json.writeNumberField("unreadable", count(results, MalformedItem.class));
          json.writeNumberField("internalErrors", count(results, Failed.class));
          json.writeNumberField(
              "returnedToQueue", results.stream().filter(it -> !it.isDone()).count());
        });
    new Metrics(results).writeTo(log, now);
  }

  /** Writes a line for a request to the function URL, and the metric of a response. */
  void write(String requestId, InteractionResult result) {
    Instant now = Instant.now();
    // Anyone may call the URL, so a rejected request is no error.
    boolean isError = result.status() >= 500;
    String level = result.isDone() ? "INFO" : isError ? "ERROR" : "WARN";
    String failure = isError ? "a response was not taken" : "a request was refused";
    write(
        now,
        level,
        result.isDone() ? "somebody responded" : failure,
        (json, limits) -> interaction(json, limits, requestId, result));
    if (result.isDone()) {
      result.click().ifPresent(it -> Metrics.response(it.response().action()).writeTo(log, now));
    }
  }

  /** Writes a problem of the function itself, which concerns no event. */
  void writeError(String message, String problem) {
    write(
        Instant.now(),
        "ERROR",
        message,
        (json, limits) -> json.writeStringField("problem", limits.cut(problem)));
  }

  private void write(Instant time, String level, String message, Line fields) {
    log.write(
        (json, limits) -> {
          json.writeStringField("timestamp", time.toString());
          json.writeStringField("level", level);
          json.writeStringField("message", message);
          fields.write(json, limits);
        });
  }

  private void items(String requestId, List<ItemResult> results) {
    for (ItemResult result : results) {
      BatchItem item = result.item();
      boolean isUnrelated = item instanceof UnrelatedItem;
      if (isUnrelated ? detailed : !isOnlyCounted(result)) {
        write(
            result.time(),
            level(result),
            message(result),
            (json, limits) -> item(json, limits, requestId, result));
      }
      if (item instanceof CoverageItem coverage) {
        items(requestId, coverage.deadLetterEvents());
      }
    }
  }

  private static boolean isOnlyCounted(ItemResult result) {
    boolean isOrdinary =
        result.item() instanceof Skipped skipped && !LOGGED.contains(skipped.reason());
    return isOrdinary || result.item() instanceof PassedOver || result.isHeartbeat();
  }

  private static long passed(List<ItemResult> results) {
    return results.stream()
        .mapToLong(it -> it.item() instanceof PassedOver passed ? passed.count() : 0)
        .sum();
  }

  private static long count(List<ItemResult> results, Class<? extends BatchItem> kind) {
    return results.stream().filter(it -> kind.isInstance(it.item())).count();
  }

  private static String level(ItemResult result) {
    if (result.item() instanceof UnrelatedItem) {
      return "DEBUG";
    }
    boolean isRejected =
        result.outcome().stream()
            .flatMap(it -> it.report().deliveries().stream())
            .anyMatch(it -> it.result() == Result.REFUSED);
    return !result.isDone() ? "ERROR" : isRejected ? "WARN" : "INFO";
  }

  private static String message(ItemResult result) {
    BatchItem item = result.item();
    if (item instanceof UnrelatedItem) {
      return "does not concern root";
    } else if (item instanceof MalformedItem) {
      return "a message could not be read; it comes again, and then waits in the dead-letter queue";
    } else if (item instanceof Failed) {
      return "a bug stopped the reading; the message comes again";
    }
    String about = about(item);
    return result.isDone() ? about : about + "; delivery incomplete; message returned to the queue";
  }

  private static String about(BatchItem item) {
    if (item instanceof Skipped) {
      return "skipped a message that holds no event";
    } else if (item instanceof CoverageItem) {
      return "the coverage was checked";
    } else if (item instanceof Acted acted) {
      return acted.what();
    } else if (item instanceof ControlItem control) {
      ControlMessage message = control.signal();
      return message instanceof ControlMessage.IncidentTimer
          ? "an incident was looked after"
          : message instanceof ControlMessage.WeeklyReport
              ? "the week was reported on"
              : message instanceof ControlMessage.CoverageCheck
                  ? "the coverage could not be checked"
                  : "a spoke's own alarm changed";
    }
    return "root activity";
  }

  private void item(
      JsonGenerator json, TruncationLimits limits, String requestId, ItemResult result)
      throws IOException {
    json.writeStringField("requestId", limits.cut(requestId));
    json.writeStringField("messageId", limits.cut(result.messageId()));
    BatchItem item = result.item();
    String raw = "";
    if (item instanceof FindingItem finding) {
      raw = finding.finding().activity().event().raw();
      finding(json, limits, finding, result);
    } else if (item instanceof UnrelatedItem unrelated) {
      raw = unrelated.event().raw();
      event(json, limits, unrelated.event());
    } else if (item instanceof MalformedItem malformed) {
      raw = malformed.problem().raw();
      String problem = malformed.problem().location() + ": " + malformed.problem().problem();
      json.writeStringField("problem", limits.cut(EventFieldSummary.hideSecrets(problem)));
    } else if (item instanceof Skipped skipped) {
      json.writeStringField("skipped", limits.cut(skipped.reason().phrase()));
      json.writeStringField("where", limits.cut(skipped.where()));
    } else if (item instanceof CoverageItem coverage) {
      coverage(json, limits, coverage.check());
    } else if (item instanceof Acted acted && !acted.remark().isEmpty()) {
      json.writeStringField("remark", limits.cut(acted.remark()));
    } else if (item instanceof ControlItem control) {
      json.writeStringField("signal", limits.cut(String.valueOf(control.signal())));
    } else if (item instanceof Failed failed) {
      json.writeStringField("problem", limits.cut(failed.bug()));
    }
    if (result.outcome().isPresent()) {
      outcome(json, limits, result.outcome().get());
    }
    if (result.problem().isPresent()) {
      json.writeStringField("failed", limits.cut(result.problem().get()));
    }
    if (detailed) {
      json.writeStringField("raw", limits.cutRaw(EventFieldSummary.hideSecrets(raw)));
    }
  }

  private static void coverage(
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

  private static void finding(
      JsonGenerator json, TruncationLimits limits, FindingItem item, ItemResult result)
      throws IOException {
    RootActivity activity = item.finding().activity();
    event(json, limits, activity.event());
    if (activity.account().isPresent()) {
      json.writeStringField("account", activity.account().get().value());
    }
    json.writeStringField("kind", activity.kind().name());
    json.writeStringField("outcome", activity.outcome().name());
    json.writeStringField("severity", item.finding().severity().name());
    json.writeStringField("rule", item.finding().ruleId());
    if (item.finding().exclusion().isPresent()) {
      json.writeStringField("excluded", limits.cut(item.finding().exclusion().get().label()));
    }
    json.writeNumberField("latencyMs", Metrics.latency(activity.event(), result));
  }

  private static void event(JsonGenerator json, TruncationLimits limits, CloudTrailEvent event)
      throws IOException {
    json.writeStringField("eventId", limits.cut(event.id()));
    json.writeStringField("eventName", limits.cut(event.name()));
    json.writeStringField("eventTime", event.time().toString());
  }

  private static void outcome(JsonGenerator json, TruncationLimits limits, ProcessingResult outcome)
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

  private static void interaction(
      JsonGenerator json, TruncationLimits limits, String requestId, InteractionResult result)
      throws IOException {
    json.writeStringField("requestId", limits.cut(requestId));
    json.writeNumberField("status", result.status());
    if (!result.isDone()) {
      json.writeStringField("problem", limits.cut(result.reason()));
    }
    problems(json, limits, result.problems());
    if (result.click().isPresent()) {
      ButtonClick click = result.click().get();
      json.writeStringField("account", click.account());
      json.writeStringField("incident", limits.cut(click.incident()));
      json.writeStringField("action", click.response().action().name());
      json.writeStringField("who", limits.cut(click.response().who()));
      json.writeStringField("channel", limits.cut(click.response().channel()));
    }
  }

  private static void problems(JsonGenerator json, TruncationLimits limits, List<String> problems)
      throws IOException {
    if (!problems.isEmpty()) {
      json.writeStringField("problems", limits.cut(String.join("; ", problems)));
    }
  }
}
