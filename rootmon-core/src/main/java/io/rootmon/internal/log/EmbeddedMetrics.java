package io.rootmon.internal.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.internal.text.SafeText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes counts and measurements in CloudWatch's <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>. They are lines of the log, so sending them can neither fail nor take time. The
 * libraries for this format would load Jackson's databind during the start.
 */
public final class EmbeddedMetrics {
  private static final String NAMESPACE = "rootmon";

  /** The format's limit for one metric in one line. */
  private static final int MAX_VALUES = 100;

  /** The number of characters; CloudWatch accepts 1,024. */
  private static final int MAX_DIMENSION = 100;

  private record Metric(String name, Map<String, String> dimensions) implements Comparable<Metric> {
    @Override
    public int compareTo(Metric other) {
      return (name + dimensions).compareTo(other.name + other.dimensions);
    }
  }

  private final Map<Metric, Long> counts = new TreeMap<>();
  private final Map<String, List<Long>> durations = new TreeMap<>();

  /** Writes a single count. */
  public static void writeOne(JsonLogWriter log, String name, Map<String, String> dimensions) {
    EmbeddedMetrics metrics = new EmbeddedMetrics();
    metrics.count(name, dimensions);
    metrics.writeTo(log, Instant.now());
  }

  /** Counts one more. */
  public void count(String name, Map<String, String> dimensions) {
    counts.merge(new Metric(name, new TreeMap<>(dimensions)), 1L, Long::sum);
  }

  /** Adds to a count; nothing is written for zero. */
  public void count(String name, long times) {
    if (times > 0) {
      counts.merge(new Metric(name, Map.of()), times, Long::sum);
    }
  }

  /** Sets a value, which is written even if it is zero. */
  public void set(String name, long value) {
    counts.put(new Metric(name, Map.of()), value);
  }

  /** Adds to a value, which is written even if it is zero. */
  public void total(String name, long value) {
    counts.merge(new Metric(name, Map.of()), value, Long::sum);
  }

  /** Adds a measurement in milliseconds. */
  public void measure(String name, long millis) {
    durations.computeIfAbsent(name, unused -> new ArrayList<>()).add(millis);
  }

  public void writeTo(JsonLogWriter log, Instant now) {
    counts.forEach(
        (metric, count) ->
            log.writeLine(
                (json, limits) -> {
                  header(json, metric, "Count", now);
                  json.writeNumberField(metric.name(), count);
                }));
    durations.forEach(
        (name, all) -> {
          for (int from = 0; from < all.size(); from += MAX_VALUES) {
            List<Long> values = all.subList(from, Math.min(from + MAX_VALUES, all.size()));
            log.writeLine(
                (json, limits) -> {
                  header(json, new Metric(name, Map.of()), "Milliseconds", now);
                  json.writeArrayFieldStart(name);
                  for (long value : values) {
                    json.writeNumber(value);
                  }
                  json.writeEndArray();
                });
          }
        });
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
      json.writeStringField(dimension.getKey(), ascii(dimension.getValue()));
    }
  }

  /** CloudWatch's dimensions are ASCII and never empty; a longer text is no name. */
  private static String ascii(String value) {
    return SafeText.cut(value.replaceAll("[^ -~]", "?"), MAX_DIMENSION).replace('…', '~');
  }
}
