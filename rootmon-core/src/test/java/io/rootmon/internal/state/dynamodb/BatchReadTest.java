package io.rootmon.internal.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.state.StateException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Regression: unprocessed keys of a BatchGetItem were requested ten times without a pause, so that
 * the weekly report failed immediately when the table was throttled.
 */
class BatchReadTest {
  private static final Answer EXCLUDED =
      new Answer(
          200,
          """
          {"Responses":{},"UnprocessedKeys":{"state":{"Keys":[{"id":{"S":"entry#1#i"}}]}}}
          """);
  private static final Answer ALL = new Answer(200, "{\"Responses\":{},\"UnprocessedKeys\":{}}");

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void pausesBetweenAttemptsWhenKeysAreMissing() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (FakeHttpServer throttled =
        FakeHttpServer.answering(request -> requests.incrementAndGet() <= 20 ? EXCLUDED : ALL)) {
      DynamoDbStore store = store(throttled.address());
      assertThat(store.entries("i", 1, 1)).isEmpty();
      assertThat(requests).hasValue(21);
    }
    assertThat(pauses).hasSize(20).allMatch(it -> it.compareTo(Backoff.limit(99)) <= 0);
    assertThat(pauses.stream().mapToLong(Duration::toMillis).sum())
        .as("milliseconds in all")
        .isGreaterThan(500);
  }

  @Test
  void heartbeatsAreReadByTheSameRules() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (FakeHttpServer throttled =
        FakeHttpServer.answering(request -> requests.incrementAndGet() <= 3 ? EXCLUDED : ALL)) {
      assertThat(
              store(throttled.address())
                  .heartbeats()
                  .heard(List.of(new AccountId("111122223333"), new AccountId("444455556666"))))
          .isEmpty();
    }
    assertThat(pauses).hasSize(3);
  }

  @Test
  void failsWhenTheTableIsThrottledForTooLong() throws Exception {
    try (FakeHttpServer throttled = FakeHttpServer.answering(EXCLUDED)) {
      DynamoDbStore store =
          new DynamoDbStore(FakeAwsServer.at(throttled.address()), "eu-west-1", "state", CLOCK);
      assertThatThrownBy(() -> store.entries("i", 1, 1))
          .isInstanceOf(StateException.class)
          .hasMessage("cannot read items in the DynamoDB table state: throttled; try again");
      assertThat(throttled.requests()).as("requests").hasSizeBetween(5, 60);
    }
  }

  private static final InstantSource CLOCK = InstantSource.system();

  private DynamoDbStore store(URI farEnd) {
    return new DynamoDbStore(
        FakeAwsServer.at(farEnd),
        "eu-west-1",
        "state",
        CLOCK,
        System::nanoTime,
        new Backoff(pauses::add));
  }
}
