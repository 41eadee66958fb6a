package io.rootmon.cloudtrail;

import static io.rootmon.cloudtrail.RecordFormats.base64;
import static io.rootmon.cloudtrail.RecordFormats.envelope;
import static io.rootmon.cloudtrail.RecordFormats.record;
import static io.rootmon.cloudtrail.RecordFormats.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The forms in which other tools write events. */
class ToolFormatsTest {
  private static final String LOOKED_UP = "{\"EventId\":\"x\",\"CloudTrailEvent\":%s}";

  private final CloudTrailReader reader = new CloudTrailReader();

  @TestFactory
  Stream<DynamicTest> readsTheEventOfATool() {
    String root = record("e-1");
    String encoded = base64(root.getBytes(StandardCharsets.UTF_8));
    return Stream.of(
            "{\"Records\":" + root + "}",
            "{\"Events\":" + LOOKED_UP.formatted(text(root)) + "}",
            "{\"Items\":[" + root + "]}",
            "{\"value\":[" + root + "],\"Count\":1}",
            "{\"messages\":[" + root + "]}",
            "{\"log\":" + text(root + "\n") + ",\"stream\":\"stdout\"}",
            "{\"id\":\"x\",\"attributes\":" + root + "}",
            "{\"attemptsMade\":4,\"rawData\":\"" + encoded + "\"}",
            "{\"Payload\":" + envelope(root) + "}",
            "{\"input\":" + text(envelope(root)) + "}",
            "{\"data\":{\"aws\":" + root + "}}",
            "{\"message\":\"{}\",\"log\":" + text(root) + "}")
        .map(
            json ->
                DynamicTest.dynamicTest(
                    json, () -> assertThat(outcomes(json)).containsExactly("e-1")));
  }

  @Test
  void readsEveryListOfTheObjectsInAList() {
    String pages = "[{\"Records\":[%s,%s]},{\"Records\":[%s],\"Events\":[%s]},{\"Records\":[]}]";

    assertThat(
            outcomes(pages.formatted(record("e-1"), record("e-2"), record("e-3"), record("e-4"))))
        .containsExactly("e-1", "e-2", "e-3", "e-4");
    String looked = LOOKED_UP.formatted(text(record("e-1")));
    assertThat(outcomes("[{\"Events\":[%1$s]},{\"Events\":[%1$s,%1$s]}]".formatted(looked)))
        .containsExactly("e-1", "e-1", "e-1");
  }

  @Test
  void aBrokenRecordOfAPageDoesNotAffectTheOthers() {
    assertThat(
            outcomes(
                "[{\"Records\":[%s,{\"n\":{\"a\":1]},%s]},{\"Records\":[%s]}]"
                    .formatted(record("e-1"), record("e-2"), record("e-3"))))
        .filteredOn(it -> !it.startsWith("! "))
        .containsExactly("e-1", "e-2", "e-3");
    assertThat(
            outcomes(
                "[{\"Records\":[%s,{\"eventName\":oops},%s]},{\"Records\":[%s]}]"
                    .formatted(record("e-1"), record("e-2"), record("e-3"))))
        .filteredOn(it -> !it.startsWith("! "))
        .containsExactly("e-1", "e-2", "e-3");
  }

  private List<String> outcomes(String json) {
    return RecordFormats.outcomes(reader.read(json));
  }
}
