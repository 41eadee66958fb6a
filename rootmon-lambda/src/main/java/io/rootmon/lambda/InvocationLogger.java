package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.alert.EventFieldSummary;
import io.rootmon.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.Failed;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.BatchItem.PassedOver;
import io.rootmon.lambda.BatchItem.ProcessedControl;
import io.rootmon.lambda.BatchItem.Skipped;
import io.rootmon.lambda.BatchItem.UnrelatedItem;
import io.rootmon.lambda.SlackInteractionHandler.InteractionResult;
import io.rootmon.log.EmbeddedMetrics;
import io.rootmon.log.JsonLogWriter;
import io.rootmon.log.JsonLogWriter.Line;
import io.rootmon.log.JsonLogWriter.TruncationLimits;
import io.rootmon.log.ResultLogFields;
import io.rootmon.monitoring.ControlMessageProcessor;
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
    Metrics.of(results).writeTo(log, now);
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
      EmbeddedMetrics responses = new EmbeddedMetrics();
      result.click().ifPresent(it -> responses.count("Responses", action(it)));
      responses.writeTo(log, now);
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
      if (item instanceof ProcessedControl control) {
        items(requestId, control.deadLetterEvents());
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
    } else if (item instanceof ProcessedControl control) {
      return control.result().action();
    } else if (item instanceof ControlItem) {
      return "a control message was not processed";
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
      ResultLogFields.finding(json, limits, finding.finding(), result.time());
    } else if (item instanceof UnrelatedItem unrelated) {
      raw = unrelated.event().raw();
      ResultLogFields.event(json, limits, unrelated.event());
    } else if (item instanceof MalformedItem malformed) {
      raw = malformed.problem().raw();
      String problem = malformed.problem().location() + ": " + malformed.problem().problem();
      json.writeStringField("problem", limits.cut(EventFieldSummary.hideSecrets(problem)));
    } else if (item instanceof Skipped skipped) {
      json.writeStringField("skipped", limits.cut(skipped.reason().phrase()));
      json.writeStringField("where", limits.cut(skipped.where()));
    } else if (item instanceof ProcessedControl control) {
      control(json, limits, control);
    } else if (item instanceof ControlItem control) {
      json.writeStringField("signal", limits.cut(control.message().toString()));
    } else if (item instanceof Failed failed) {
      json.writeStringField("problem", limits.cut(failed.bug()));
    }
    if (result.outcome().isPresent()) {
      ResultLogFields.outcome(json, limits, result.outcome().get());
    }
    if (result.problem().isPresent()) {
      json.writeStringField("failed", limits.cut(result.problem().get()));
    }
    if (detailed) {
      json.writeStringField("raw", limits.cutRaw(EventFieldSummary.hideSecrets(raw)));
    }
  }

  private static void control(JsonGenerator json, TruncationLimits limits, ProcessedControl control)
      throws IOException {
    ControlMessageProcessor.Result result = control.result();
    if (result.check().isPresent()) {
      ResultLogFields.coverage(json, limits, result.check().get());
      return;
    }
    json.writeStringField("signal", limits.cut(control.message().toString()));
    if (!result.remark().isEmpty()) {
      json.writeStringField("remark", limits.cut(result.remark()));
    }
  }

  private static Map<String, String> action(ButtonClick click) {
    return Map.of("Action", click.response().action().name());
  }

  private static void interaction(
      JsonGenerator json, TruncationLimits limits, String requestId, InteractionResult result)
      throws IOException {
    json.writeStringField("requestId", limits.cut(requestId));
    json.writeNumberField("status", result.status());
    if (!result.isDone()) {
      json.writeStringField("problem", limits.cut(result.reason()));
    }
    ResultLogFields.problems(json, limits, result.problems());
    if (result.click().isPresent()) {
      ButtonClick click = result.click().get();
      json.writeStringField("account", click.account());
      json.writeStringField("incident", limits.cut(click.incident()));
      json.writeStringField("action", click.response().action().name());
      json.writeStringField("who", limits.cut(click.response().who()));
      json.writeStringField("channel", limits.cut(click.response().channel()));
    }
  }
}
