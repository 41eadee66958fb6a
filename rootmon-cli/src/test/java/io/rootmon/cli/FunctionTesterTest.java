package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.delivery.DeliveryTestResult;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.state.StateException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionTesterTest {
  private static final Duration MAX_DURATION = Duration.ofSeconds(60);
  private static final DeliveryTestResult RESULT =
      new DeliveryTestResult(
          List.of(new DeliveryTestResult.Line("chat", Result.DELIVERED, "message 1 in C0")));

  private Instant now = Instant.parse("2026-03-14T06:00:00Z");
  private final HeartbeatStore log = new MemoryStore(() -> now).heartbeats();
  private final List<String> asked = new ArrayList<>();
  private Duration answersAfter = Duration.ofSeconds(7);

  @Test
  void waitsForTheResultOfTheFunction() throws Exception {
    FunctionTester.Ended ended = tester().run("id-1", List.of("chat"), MAX_DURATION);

    assertThat(asked).containsExactly("id-1 [chat]");
    assertThat(ended.result()).contains(RESULT);
    assertThat(ended.took()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void aFunctionThatDoesNotAnswerEndsTheWait() throws Exception {
    answersAfter = Duration.ofDays(1);

    FunctionTester.Ended ended = tester().run("id-1", List.of(), MAX_DURATION);

    assertThat(ended.result()).isEmpty();
    assertThat(ended.took()).isLessThanOrEqualTo(MAX_DURATION);
  }

  @Test
  void aRejectingQueueEndsTheTestImmediately() {
    FunctionTester tester =
        new FunctionTester(
            (id, channels, time) -> {
              throw new IOException("AccessDenied");
            },
            log,
            wait -> {},
            () -> now);

    assertThatThrownBy(() -> tester.run("id-1", List.of(), MAX_DURATION))
        .hasMessage("AccessDenied");
  }

  private FunctionTester tester() {
    Instant start = now;
    return new FunctionTester(
        (id, channels, time) -> asked.add(id + " " + channels),
        log,
        wait -> {
          now = now.plus(wait);
          if (Duration.between(start, now).compareTo(answersAfter) >= 0) {
            keep();
          }
        },
        () -> now);
  }

  private void keep() {
    try {
      log.store(DeliveryTestResult.note("id-1"), RESULT.text());
    } catch (StateException e) {
      throw new IllegalStateException(e);
    }
  }
}
