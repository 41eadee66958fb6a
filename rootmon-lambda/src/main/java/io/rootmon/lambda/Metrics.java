package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.ProcessingResult;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.coverage.Coverage;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.internal.JsonLogWriter;
import io.rootmon.text.SafeText;
import java.io.IOException;
import java.time.Duration;
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

  Metrics(List<ItemResult> results) {
    results.forEach(this::add);
  }

  /** Of a response to an incident. */
  static Metrics response(Action action) {
    Metrics metrics = new Metrics(List.of());
    metrics.count("Responses", Map.of("Action", action.name()));
    return metrics;
  }

  private void add(ItemResult result) {
    BatchItem item = result.item();
    if (item instanceof BatchItem.UnrelatedItem) {
      count("NotRoot", Map.of());
    } else if (item instanceof BatchItem.MalformedItem) {
      count("Unreadable", Map.of());
    } else if (result.isHeartbeat()) {
      count("Heartbeats", Map.of());
    } else if (item instanceof BatchItem.CoverageItem coverage) {
      add(coverage);
    } else if (item instanceof BatchItem.Failed) {
      count("InternalErrors", Map.of());
    } else if (item instanceof BatchItem.FindingItem finding) {
      count("Findings", Map.of("Severity", finding.finding().severity().name()));
      if (finding.finding().exclusion().isPresent()) {
        count("Excluded", Map.of());
      }
      if (isDelivered(result)) {
        latencies.add(latency(finding.finding().activity().event(), result));
      }
    }
    result.outcome().ifPresent(this::add);
  }

  private void add(BatchItem.CoverageItem item) {
    if (item.check().coverage().isPresent()) {
      Coverage coverage = item.check().coverage().get();
      // Zero is written as well: an alarm needs a value.
      counts.put(new Metric("CoverageGaps", Map.of()), coverage.unwatched());
      count("Drifted", coverage.drifted());
    }
    if (item.check().deadLetters().isPresent()) {
      count("DeadLetters", item.check().deadLetters().get().received());
      count("DeadLettersDropped", item.check().deadLetters().get().dropped());
    }
    item.deadLetterEvents().forEach(this::add);
  }

  /** Returns the milliseconds from the event to its result. */
  static long latency(CloudTrailEvent event, ItemResult result) {
    // CloudTrail's times are whole seconds of another clock.
    return Math.max(0, Duration.between(event.time(), result.time()).toMillis());
  }

  /** A metric without a value costs nothing. */
  private void count(String name, long times) {
    if (times > 0) {
      counts.merge(new Metric(name, Map.of()), times, Long::sum);
    }
  }

  private static boolean isDelivered(ItemResult result) {
    return result.outcome().stream()
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
                  header(json, metric, "Count", now);
                  json.writeNumberField(metric.name(), count);
                }));
    for (int from = 0; from < latencies.size(); from += MAX_VALUES) {
      List<Long> values = latencies.subList(from, Math.min(from + MAX_VALUES, latencies.size()));
      log.write(
          (json, room) -> {
            header(json, new Metric("Latency", Map.of()), "Milliseconds", now);
            json.writeArrayFieldStart("Latency");
            for (long value : values) {
              json.writeNumber(value);
            }
            json.writeEndArray();
          });
    }
  }

  private static void header(JsonGenerator json, Metric metric, String unit, Instant now)
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
