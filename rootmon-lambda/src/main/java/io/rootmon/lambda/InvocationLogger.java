package io.rootmon.lambda;

import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an invocation leaves in the log: a line an event that concerns root or could not be read,
 * one line on all, and the metrics.
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
   * With the environment's <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">
   * {@code AWS_LAMBDA_LOG_LEVEL}</a>; events' raw texts are written only at DEBUG and TRACE.
   */
  public InvocationLogger(PrintStream out, Map<String, String> environment) {
    this.log = new JsonLogWriter(out);
    this.detailed = DETAILED.contains(environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", ""));
  }

  void write(String requestId, List<ItemResult> fates) {
    lines(requestId, fates);
    Instant now = Instant.now();
    lostHeartbeats(requestId, fates, now);
    log.write(
        (json, room) -> {
          json.writeStringField("timestamp", now.toString());
          json.writeStringField("level", "INFO");
          json.writeStringField("message", "invocation done");
          json.writeStringField("requestId", room.cut(requestId));
          json.writeNumberField("root", count(fates, BatchItem.FindingItem.class));
          json.writeNumberField(
              "notRoot", count(fates, BatchItem.UnrelatedItem.class) + passed(fates));
          json.writeNumberField("skipped", count(fates, BatchItem.Skipped.class));
          json.writeNumberField(
              "heartbeats", fates.stream().filter(ItemResult::isHeartbeat).count());
          json.writeNumberField("unreadable", count(fates, BatchItem.MalformedItem.class));
          json.writeNumberField("bugs", count(fates, BatchItem.Failed.class));
          json.writeNumberField("toComeAgain", fates.stream().filter(it -> !it.isDone()).count());
        });
    new Metrics(fates).writeTo(log, now);
  }

  /** Events of other kinds are only counted; a message of AWS's set-up has a line of its own. */
  private static boolean isOrdinary(BatchItem piece) {
    return piece instanceof BatchItem.Skipped skipped && !LOGGED.contains(skipped.reason());
  }

  private static long passed(List<ItemResult> fates) {
    return fates.stream()
        .map(ItemResult::piece)
        .filter(BatchItem.PassedOver.class::isInstance)
        .mapToLong(it -> ((BatchItem.PassedOver) it).count())
        .sum();
  }

  private void lines(String requestId, List<ItemResult> fates) {
    for (ItemResult fate : fates) {
      boolean counted =
          fate.piece() instanceof BatchItem.UnrelatedItem
              || fate.piece() instanceof BatchItem.PassedOver
              || isOrdinary(fate.piece())
              || fate.isHeartbeat();
      if (!counted || (detailed && fate.piece() instanceof BatchItem.UnrelatedItem)) {
        log.write(new ItemLogLine(requestId, fate, detailed));
      }
      if (fate.piece() instanceof BatchItem.CoverageItem checked) {
        checked.deadLetters().ifPresent(it -> lines(requestId, it.fates()));
      }
    }
  }

  /** One line for all of them: there may be thousands. */
  private void lostHeartbeats(String requestId, List<ItemResult> fates, Instant now) {
    List<String> problems =
        fates.stream()
            .filter(ItemResult::isHeartbeat)
            .flatMap(it -> it.problem().stream())
            .toList();
    if (problems.isEmpty()) {
      return;
    }
    log.write(
        (json, room) -> {
          json.writeStringField("timestamp", now.toString());
          json.writeStringField("level", "WARN");
          json.writeStringField("message", "heartbeats were not remembered; the next ones may be");
          json.writeStringField("requestId", room.cut(requestId));
          json.writeNumberField("heartbeats", problems.size());
          json.writeStringField("problem", room.cut(problems.get(0)));
        });
  }

  /** A line on a request to the function's URL, and the metric of a response. */
  void write(String requestId, InteractionResult reply) {
    Instant now = Instant.now();
    log.write(new ReplyLine(requestId, reply, now));
    if (reply.isDone()) {
      reply.pressed().ifPresent(it -> Metrics.response(it.response().action()).writeTo(log, now));
    }
  }

  /** Tells of a problem of ours that no event has to do with. */
  void complain(String message, String problem) {
    log.write(
        (json, room) -> {
          json.writeStringField("timestamp", Instant.now().toString());
          json.writeStringField("level", "ERROR");
          json.writeStringField("message", message);
          json.writeStringField("problem", room.cut(problem));
        });
  }

  private static long count(List<ItemResult> fates, Class<? extends BatchItem> kind) {
    return fates.stream().filter(it -> kind.isInstance(it.piece())).count();
  }
}
