package io.rootmon.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.FieldCases.FieldCase;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every input that a user reported: read, detected and judged, as {@code rootmon explain} does. */
class FieldCasesTest {
  private static final SeverityPolicy POLICY = StandardRules.policy();

  @TestFactory
  Stream<DynamicTest> isJudgedAsExpected() {
    return FieldCases.all().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () -> {
                      String got = outcome(row);
                      FieldCases.print(row, got);
                      if (row.isExpectedNow()) {
                        assertThat(got).isEqualTo(row.expected());
                      }
                    }));
  }

  @Test
  void listsEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(FieldCases.all().get(0).file().getParent())) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .filteredOn(it -> !it.equals("expected.tsv"))
          .containsExactlyInAnyOrderElementsOf(
              FieldCases.all().stream().map(FieldCase::name).toList());
    }
  }

  private static String outcome(FieldCase row) {
    List<String> outcomes = new ArrayList<>();
    try (ReadResultIterator readings = new CloudTrailReader().read(row.file())) {
      readings.forEachRemaining(it -> outcomes.add(outcome(it)));
    }
    return String.join(", ", outcomes);
  }

  private static String outcome(ReadResult reading) {
    if (reading instanceof ReadResult.EventRead read) {
      return outcome(read.event());
    } else if (reading instanceof ReadResult.Skipped skipped) {
      return "skipped " + skipped.reason();
    }
    return reading instanceof ReadResult.Malformed ? "unreadable" : reading.toString();
  }

  private static String outcome(CloudTrailEvent event) {
    return new Detector()
        .detect(event)
        .map(POLICY::judge)
        .map(it -> it.severity() + " " + it.ruleId())
        .orElse("not root");
  }
}
