package io.rootmon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/reference/metrics.md} with the metrics and alarms of the sources. */
class MetricsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path LAMBDA = ROOT.resolve("rootmon-lambda/src/main/java/io/rootmon/lambda");
  private static final Path ALARMS = ROOT.resolve("iac/hub/alarms.tf");

  /** The alarms on missing data, whose names get a suffix. */
  private static final Set<String> SILENCE =
      Set.of("heartbeats", "coverage-check", "witness-check");

  @Test
  void thePageListsEveryMetric() throws IOException {
    Set<String> metrics =
        found(
            "\\.(?:count|set|total|measure|writeOne)\\((?:log,)?\\s*\"(\\w+)\"",
            Files.readString(LAMBDA.resolve("Metrics.java"))
                + Files.readString(LAMBDA.resolve("InvocationLogger.java")));

    assertThat(metrics).contains("Findings", "Latency", "CoverageGaps");
    assertThat(found("(?m)^\\| `(\\w+)` \\|", section("Metrics"))).isEqualTo(metrics);
  }

  @Test
  void thePageListsEveryAlarm() throws IOException {
    String alarms = Files.readString(ALARMS);
    // The names of the maps whose entries are the alarms.
    Set<String> names =
        found("(?m)^ {4,6}([a-z][a-z-]+) = \\{$", alarms).stream()
            .map(it -> SILENCE.contains(it) ? it + "-missing" : it)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(names).hasSizeGreaterThanOrEqualTo(9);
    assertThat(found("(?m)^\\| `rootmon-([a-z-]+)` \\|", section("Alarms"))).isEqualTo(names);
  }

  private static String section(String title) throws IOException {
    String page = Files.readString(GeneratedPage.DOCS.resolve("reference/metrics.md"));
    int from = page.indexOf("\n## " + title + "\n");
    assertThat(from).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
