package io.rootmon.lambda;

import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.alert.EventFieldSummary;
import io.rootmon.internal.log.EmbeddedMetrics;
import io.rootmon.internal.log.JsonLogWriter;
import io.rootmon.internal.log.LogLine;
import io.rootmon.internal.log.ResultLogFields;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.Failed;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.BatchItem.PassedOver;
import io.rootmon.lambda.BatchItem.ProcessedControl;
import io.rootmon.lambda.BatchItem.Skipped;
import io.rootmon.lambda.BatchItem.UnrelatedItem;
import io.rootmon.lambda.SlackInteractionHandler.InteractionResult;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes the log of an invocation: a line for each event that concerns root or cannot be parsed, a
 * line with the counts, and the metrics.
 */
public final class InvocationLogger {
  private static final Set<String> DETAILED = Set.of("DEBUG", "TRACE");

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
      write(
          now,
          "WARN",
          "heartbeats were not stored; the next ones may be",
          requestId,
          it -> it.number("heartbeats", lost.size()).text("problem", lost.get(0)));
    }
    write(
        now,
        "INFO",
        "invocation done",
        requestId,
        it ->
            it.number("root", count(results, FindingItem.class))
                .number("notRoot", count(results, UnrelatedItem.class) + passed(results))
                .number("skipped", count(results, Skipped.class))
                .number("heartbeats", count(results, ItemResult::isHeartbeat))
                .number("unreadable", count(results, MalformedItem.class))
                .number("internalErrors", count(results, Failed.class))
                .number("returnedToQueue", count(results, of -> !of.isDone())));
    Metrics.of(results).writeTo(log, now);
  }

  /** Writes a line for a request to the function URL, and the metric of a response. */
  void write(String requestId, InteractionResult result) {
    Instant now = Instant.now();
    // Anyone may call the URL, so a rejected request is no error.
    boolean isError = result.status() >= 500;
    String level = result.isDone() ? "INFO" : isError ? "ERROR" : "WARN";
    String failure = isError ? "response not recorded" : "request rejected";
    write(
        now,
        level,
        result.isDone() ? "response recorded" : failure,
        requestId,
        it -> interaction(it, result));
    if (result.isDone() && result.click().isPresent()) {
      String action = result.click().get().response().action().name();
      EmbeddedMetrics.writeOne(log, "Responses", Map.of("Action", action));
    }
  }

  /** Writes a problem of the function itself, which concerns no event. */
  void writeError(String message, String problem) {
    Instant now = Instant.now();
    log.write(it -> begin(it, now, "ERROR", message).text("problem", problem));
  }

  /** Writes why the user's templates could not be read, and the metric of it. */
  void writeTemplateProblem(String problem) {
    writeError("the templates could not be read", problem);
    EmbeddedMetrics.writeOne(log, "TemplateErrors", Map.of());
  }

  private void write(
      Instant time, String level, String message, String requestId, Consumer<LogLine> fields) {
    log.write(it -> fields.accept(begin(it, time, level, message).text("requestId", requestId)));
  }

  private static LogLine begin(LogLine line, Instant time, String level, String message) {
    return line.text("timestamp", time.toString()).text("level", level).text("message", message);
  }

  private void items(String requestId, List<ItemResult> results) {
    for (ItemResult result : results) {
      BatchItem item = result.item();
      boolean isUnrelated = item instanceof UnrelatedItem;
      if (isUnrelated ? detailed : !isOnlyCounted(result)) {
        write(result.time(), level(result), message(result), requestId, it -> item(it, result));
      }
      if (item instanceof ProcessedControl control) {
        items(requestId, control.deadLetterEvents());
      }
    }
  }

  private static boolean isOnlyCounted(ItemResult result) {
    return (result.item() instanceof Skipped skipped && !skipped.reason().isNotable())
        || result.item() instanceof PassedOver
        || result.isHeartbeat();
  }

  private static long passed(List<ItemResult> results) {
    return results.stream()
        .mapToLong(it -> it.item() instanceof PassedOver passed ? passed.count() : 0)
        .sum();
  }

  private static long count(List<ItemResult> results, Class<? extends BatchItem> kind) {
    return count(results, it -> kind.isInstance(it.item()));
  }

  private static long count(List<ItemResult> results, Predicate<ItemResult> which) {
    return results.stream().filter(which).count();
  }

  private static String level(ItemResult result) {
    if (result.item() instanceof UnrelatedItem) {
      return "DEBUG";
    }
    boolean isRejected =
        result.outcome().stream()
            .flatMap(it -> it.report().deliveries().stream())
            .anyMatch(it -> it.result() == Result.REJECTED);
    boolean hasRuleErrors =
        result.item() instanceof FindingItem it
            && !OrganizationPolicy.failures(it.finding()).isEmpty();
    return !result.isDone() ? "ERROR" : isRejected || hasRuleErrors ? "WARN" : "INFO";
  }

  private static String message(ItemResult result) {
    BatchItem item = result.item();
    if (item instanceof UnrelatedItem) {
      return "does not concern root";
    } else if (item instanceof MalformedItem) {
      return "message could not be parsed; returned to the queue";
    } else if (item instanceof Failed) {
      return "internal error; message returned to the queue";
    } else if (item instanceof Skipped) {
      return "skipped a message without an event";
    }
    String about =
        item instanceof ProcessedControl control
            ? control.result().action()
            : item instanceof ControlItem ? "control message not processed" : "root activity";
    return result.isDone() ? about : about + "; delivery incomplete; message returned to the queue";
  }

  private void item(LogLine line, ItemResult result) {
    line.text("messageId", result.messageId());
    BatchItem item = result.item();
    String raw = "";
    if (item instanceof FindingItem it) {
      raw = it.finding().activity().event().raw();
      ResultLogFields.finding(line, it.finding(), result.time());
    } else if (item instanceof UnrelatedItem it) {
      raw = it.event().raw();
      ResultLogFields.event(line, it.event());
    } else if (item instanceof MalformedItem it) {
      raw = it.problem().raw();
      String problem = it.problem().location() + ": " + it.problem().problem();
      line.text("problem", EventFieldSummary.hideSecrets(problem));
    } else if (item instanceof Skipped it) {
      line.text("skipped", it.reason().phrase()).text("where", it.where());
    } else if (item instanceof ProcessedControl it) {
      control(line, it);
    } else if (item instanceof ControlItem it) {
      line.text("signal", it.message().toString());
    } else if (item instanceof Failed it) {
      line.text("problem", it.bug());
    }
    result.outcome().ifPresent(it -> ResultLogFields.outcome(line, it));
    line.text("failed", result.problem());
    if (detailed) {
      line.longText("raw", EventFieldSummary.hideSecrets(raw));
    }
  }

  private static void control(LogLine line, ProcessedControl control) {
    ControlMessageProcessor.Result result = control.result();
    if (result.check().isPresent()) {
      ResultLogFields.coverage(line, result.check().get());
    } else {
      line.text("signal", control.message().toString())
          .text("remark", Optional.of(result.remark()).filter(it -> !it.isEmpty()));
      result.witness().ifPresent(it -> ResultLogFields.witness(line, it));
    }
  }

  private static void interaction(LogLine line, InteractionResult result) {
    line.number("status", result.status())
        .text("problem", Optional.of(result.reason()).filter(it -> !result.isDone()))
        .texts("problems", result.problems());
    result.click().ifPresent(it -> ResultLogFields.click(line, it));
  }
}
