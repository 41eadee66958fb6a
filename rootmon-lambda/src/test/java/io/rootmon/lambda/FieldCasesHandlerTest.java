package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.FieldCases;
import io.rootmon.cases.FieldCases.FieldCase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same inputs in a message of the function's queue: who is alerted, and what is retried. */
class FieldCasesHandlerTest {
  @TestFactory
  Stream<DynamicTest> alertsAndAcknowledgesAsExpected() {
    return FieldCases.all().stream()
        // JSON in a queue's message is never UTF-16.
        .filter(it -> it.isExpectedNow() && !it.name().contains("utf16"))
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
  }

  private static void check(FieldCase row) throws Exception {
    List<String> alerts = Collections.synchronizedList(new ArrayList<>());
    TestHandler function =
        TestHandler.sending(it -> alerts.add(it.severity() + " " + it.headline()));
    String body = Files.readString(row.file(), StandardCharsets.UTF_8);

    List<String> failures = function.failures(ExampleEvents.batch("m1", body));

    FieldCases.print(row, alerts + (failures.isEmpty() ? ", acknowledged" : ", retried"));
    boolean isUnreadable = Stream.of(row.expected().split(", ")).allMatch("unreadable"::equals);
    assertThat(failures).hasSize(isUnreadable ? 1 : 0);
    if (row.expected().startsWith("skipped") || row.expected().equals("not root")) {
      assertThat(alerts).isEmpty();
    } else {
      assertThat(alerts).isNotEmpty();
    }
    if (isUnreadable) {
      assertThat(alerts).allMatch(it -> it.contains("could not be parsed as an event"));
    }
  }
}
