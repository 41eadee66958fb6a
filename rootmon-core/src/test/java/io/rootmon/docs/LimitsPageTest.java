package io.rootmon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generates the table of {@code docs/reference/limits.md} from the constants of the sources. */
class LimitsPageTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** A row: the group, the limit, the class and constant, and the unit. */
  private record Limit(String group, String what, String type, String constant, String unit) {}

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(
              "Alerts",
              "alerts about one account to one channel in 24 hours, beside those that are always sent",
              "AlertTimes",
              "MAX_PER_DAY",
              ""),
          new Limit(
              "Alerts",
              "reminders about a closed incident",
              "IncidentGrouper",
              "MAX_REMINDERS",
              ""),
          new Limit("Alerts", "facts in an alert", "FindingText", "MAX_FACTS", ""),
          new Limit(
              "Incidents",
              "responses stored with an incident",
              "IncidentTracking",
              "MAX_RESPONSES",
              ""),
          new Limit(
              "Incidents", "a stored alert", "IncidentEvent", "MAX_ALERT_LENGTH", "characters"),
          new Limit("Incidents", "a maintenance window", "MaintenanceWindow", "MAX_DURATION", ""),
          new Limit(
              "Incidents",
              "how far ahead of the clock an event is grouped",
              "GroupingInput",
              "MAX_CLOCK_SKEW",
              ""),
          new Limit("Messages", "an SNS subject", "SnsMessage", "MAX_LENGTH", "characters"),
          new Limit(
              "Messages", "an email subject", "SesMessage", "MAX_SUBJECT_LENGTH", "characters"),
          new Limit(
              "Messages", "the HTML of an email", "SesMessage", "MAX_HTML_LENGTH", "characters"),
          new Limit(
              "Messages",
              "the notification text in Slack",
              "SlackMessage",
              "MAX_TEXT_LENGTH",
              "characters"),
          new Limit("Messages", "a Teams card", "TeamsMessage", "MAX_BYTES", "bytes"),
          new Limit("Messages", "an EventBridge entry", "EventEntry", "MAX_BYTES", "bytes"),
          new Limit(
              "Function",
              "an object that a message names in S3, compressed",
              "S3ObjectReader",
              "MAX_PACKED_BYTES",
              "bytes"),
          new Limit("Function", "a line of the log", "JsonLogWriter", "MAX_LENGTH", "bytes"),
          new Limit(
              "Function",
              "a request of Slack to the public address",
              "SlackInteractionParser",
              "MAX_LENGTH",
              "bytes"),
          new Limit(
              "Function",
              "accounts whose enabled regions are read in an hour",
              "EnabledRegionMonitor",
              "MAX_ACCOUNTS",
              ""),
          new Limit(
              "Function",
              "the age of a drift result before it is a gap",
              "DriftMonitor",
              "MAX_AGE",
              ""));

  @Test
  void thePageShowsTheLimitsOfTheSources() throws IOException {
    StringBuilder table = new StringBuilder("| | limit | value |\n|---|---|--:|\n");
    for (Limit limit : LIMITS) {
      table
          .append("| ")
          .append(limit.group())
          .append(" | ")
          .append(limit.what())
          .append(" | ")
          .append(value(limit))
          .append(" |\n");
    }
    GeneratedPage.assertPartIsCurrent("reference/limits.md", "limits", table.toString());
  }

  @Test
  void thePageShowsTheLimitsOfTheReader() throws IOException {
    ReadLimits limits = ReadLimits.DEFAULT;
    String table =
        """
        | limit | value |
        |---|--:|
        | a record | %s |
        | nested objects and lists | %d levels |
        | messages wrapped in each other (SQS, SNS, EventBridge, logs) | %d |
        | the inflated size of a gzip file, beyond %s | %d times its size |
        """
            .formatted(
                size(limits.recordBytes()),
                limits.depth(),
                limits.wrappings(),
                size(limits.inflationGrace()),
                limits.inflation());
    GeneratedPage.assertPartIsCurrent("reference/limits.md", "input", table);
  }

  private static String value(Limit limit) throws IOException {
    Matcher constant =
        Pattern.compile("\\b" + limit.constant() + "\\s*=\\s*([^;]+);")
            .matcher(source(limit.type()));
    assertThat(constant.find()).as(limit.type() + "." + limit.constant()).isTrue();
    String text = constant.group(1).replace("_", "").strip();
    Matcher duration = Pattern.compile("Duration\\.of(\\w+)\\((\\d+)\\)").matcher(text);
    if (duration.matches()) {
      return duration.group(2) + " " + duration.group(1).toLowerCase(Locale.ROOT);
    }
    long product = 1;
    for (String factor : text.split("\\*", -1)) {
      product *= Long.parseLong(factor.strip().replace("L", ""));
    }
    return limit.unit().equals("bytes")
        ? size(product)
        : (String.format(Locale.ROOT, "%,d ", product) + limit.unit()).strip();
  }

  private static String size(long bytes) {
    if (bytes % 1024 != 0) {
      return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
    return bytes % (1024 * 1024) == 0 ? bytes / 1024 / 1024 + " MiB" : bytes / 1024 + " KiB";
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Path file = files.filter(it -> it.endsWith(type + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
