package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.ProcessingResult;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.text.SafeText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One invocation's metrics, in CloudWatch's <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>: lines of the log, so sending them can neither fail nor take time.
 */
final class Metrics {
  private static final String NAMESPACE = "rootmon";

  /** The format's most for one metric in one line. */
  private static final int MAX_VALUES = 100;

  private record Metric(String name, Map<String, String> dimensions) implements Comparable<Metric> {
    @Override
    public int compareTo(Metric other) {
      return (name + dimensions).compareTo(other.name + other.dimensions);
    }
  }

  private final Map<Metric, Long> counts = new TreeMap<>();
  private final List<Long> latencies = new ArrayList<>();

  Metrics(List<ItemResult> fates) {
    fates.forEach(this::add);
  }

  /** Of a response to an incident. */
  static Metrics response(Action action) {
    Metrics metrics = new Metrics(List.of());
    metrics.count("Responses", Map.of("Action", action.name()));
    return metrics;
  }

  private void add(ItemResult fate) {
    if (fate.piece() instanceof BatchItem.UnrelatedItem) {
      count("NotRoot", Map.of());
    } else if (fate.piece() instanceof BatchItem.MalformedItem) {
      count("Unreadable", Map.of());
    } else if (fate.isHeartbeat()) {
      count("Heartbeats", Map.of());
    } else if (fate.piece() instanceof BatchItem.CoverageItem checked) {
      // Told even where it is none: an alarm on it needs a value.
      checked
          .coverage()
          .ifPresent(it -> counts.put(new Metric("Unwatched", Map.of()), it.unwatched()));
      checked
          .coverage()
          .filter(it -> it.drifted() > 0)
          .ifPresent(it -> counts.put(new Metric("Drifted", Map.of()), it.drifted()));
      checked.deadLetters().ifPresent(this::add);
    } else if (fate.piece() instanceof BatchItem.Failed) {
      count("Bugs", Map.of());
    } else if (fate.piece() instanceof BatchItem.FindingItem judged) {
      count("Findings", Map.of("Severity", judged.finding().severity().name()));
      if (isDelivered(fate)) {
        latencies.add(ItemLogLine.latency(judged.finding().activity().event(), fate));
      }
    }
    fate.outcome().ifPresent(this::add);
  }

  private void add(DeadLetterProcessor.Run run) {
    count("DeadLetters", run.received());
    count("DeadLettersDropped", run.dropped());
    run.fates().forEach(this::add);
  }

  /** A metric without a value costs nothing. */
  private void count(String name, int times) {
    if (times > 0) {
      counts.merge(new Metric(name, Map.of()), (long) times, Long::sum);
    }
  }

  private static boolean isDelivered(ItemResult fate) {
    return fate.outcome().stream()
        .flatMap(it -> it.report().deliveries().stream())
        .anyMatch(it -> it.result() == Result.DELIVERED);
  }

  private void add(ProcessingResult outcome) {
    if (outcome.verdict() == ProcessingResult.IncidentAction.DUPLICATE) {
      count("Duplicates", Map.of());
    }
    for (Delivery delivery : outcome.report().deliveries()) {
      String channel = delivery.channel().replaceAll("[^ -~]", "?");
      count(
          "Deliveries",
          // CloudWatch's dimensions are ASCII and never empty; what is longer is no name.
          new TreeMap<>(
              Map.of(
                  "Channel", SafeText.cut(channel, 100).replace('…', '~'),
                  "Outcome", delivery.result().name())));
    }
  }

  private void count(String name, Map<String, String> dimensions) {
    counts.merge(new Metric(name, dimensions), 1L, Long::sum);
  }

  void writeTo(JsonLogWriter log, Instant now) {
    counts.forEach(
        (metric, count) ->
            log.write(
                (json, room) -> {
                  head(json, metric, "Count", now);
                  json.writeNumberField(metric.name(), count);
                }));
    for (int from = 0; from < latencies.size(); from += MAX_VALUES) {
      List<Long> values = latencies.subList(from, Math.min(from + MAX_VALUES, latencies.size()));
      log.write(
          (json, room) -> {
            head(json, new Metric("Latency", Map.of()), "Milliseconds", now);
            json.writeArrayFieldStart("Latency");
            for (long value : values) {
              json.writeNumber(value);
            }
            json.writeEndArray();
          });
    }
  }

  private static void head(JsonGenerator json, Metric metric, String unit, Instant now)
      throws IOException {
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", now.toEpochMilli());
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    json.writeStartArray();
    for (String dimension : metric.dimensions().keySet()) {
      json.writeString(dimension);
    }
    json.writeEndArray();
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    json.writeStartObject();
    json.writeStringField("Name", metric.name());
    json.writeStringField("Unit", unit);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    for (Map.Entry<String, String> dimension : metric.dimensions().entrySet()) {
      json.writeStringField(dimension.getKey(), dimension.getValue());
    }
  }
}
