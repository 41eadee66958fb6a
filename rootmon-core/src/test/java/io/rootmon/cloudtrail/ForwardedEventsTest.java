package io.rootmon.cloudtrail;

import static io.rootmon.cloudtrail.RecordFormats.base64;
import static io.rootmon.cloudtrail.RecordFormats.envelope;
import static io.rootmon.cloudtrail.RecordFormats.gzip;
import static io.rootmon.cloudtrail.RecordFormats.record;
import static io.rootmon.cloudtrail.RecordFormats.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Events in the detail of an EventBridge event that another program sent. */
class ForwardedEventsTest {
  private final CloudTrailReader reader = new CloudTrailReader();

  @TestFactory
  Stream<DynamicTest> readsTheEventInTheDetail() {
    String root = record("e-1");
    String event = envelope(root);
    return Stream.of(
            "{\"event\":" + event + "}",
            "{\"event\":" + text(event) + "}",
            "{\"Records\":[" + root + "]}",
            "{\"message\":" + text(root) + "}",
            "{\"data\":\"" + base64(root.getBytes(StandardCharsets.UTF_8)) + "\"}",
            "{\"data\":\"" + base64(gzip(event)) + "\"}",
            "{\"Events\":[{\"CloudTrailEvent\":" + text(root) + "}]}",
            "{\"requestContext\":{},\"requestPayload\":{},\"responsePayload\":" + event + "}",
            "{\"responsePayload\":" + text(event) + "}",
            "[" + root + "]",
            text(event),
            event)
        .map(
            detail ->
                DynamicTest.dynamicTest(
                    detail,
                    () -> assertThat(outcomes("my.forwarder", detail)).containsExactly("e-1")));
  }

  @Test
  void readsTheRequestAndTheResponseOfAFunction() {
    String detail =
        "{\"requestPayload\":%s,\"responsePayload\":%s}".formatted(record("e-1"), record("e-2"));

    assertThat(outcomes("lambda", detail)).containsExactly("e-1", "e-2");
  }

  @Test
  void readsTheInputOfAStateMachine() {
    assertThat(
            outcomes(
                "aws.states",
                "{\"status\":\"FAILED\",\"input\":" + text(envelope(record("e-1"))) + "}"))
        .containsExactly("e-1");
  }

  @Test
  void skipsAnEventWithoutCloudTrailsEvents() {
    String encoded =
        base64(
            "{\"order\":17,\"text\":\"%s\"}"
                .formatted("x".repeat(80))
                .getBytes(StandardCharsets.UTF_8));
    for (String detail :
        List.of(
            "{\"event\":{\"order\":1}}",
            "{\"data\":\"" + encoded + "\"}",
            "{\"message\":\"{}\"}",
            "{}")) {
      assertThat(outcomes("my.shop", detail)).as(detail).containsExactly("- OTHER_EVENT");
    }
  }

  private List<String> outcomes(String source, String detail) {
    return RecordFormats.outcomes(
        reader.read(
            "{\"version\":\"0\",\"detail-type\":\"x\",\"source\":\"%s\",\"detail\":%s}"
                .formatted(source, detail)));
  }
}
