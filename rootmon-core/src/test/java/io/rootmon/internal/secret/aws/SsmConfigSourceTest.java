package io.rootmon.internal.secret.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regression: a start seconds after the role was created failed permanently (AccessDenied). */
@Timeout(60)
class SsmConfigSourceTest {
  private static final Answer VALUE =
      new Answer(200, "{\"Parameter\":{\"Name\":\"/rootmon\",\"Value\":\"{}\"}}");

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "400,AccessDeniedException",
    "400,UnrecognizedClientException",
    "400,ThrottlingException",
    "500,InternalServerError",
    "503,ServiceUnavailable"
  })
  void aFailureThatMayPassIsRetried(int status, String code) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request -> calls.incrementAndGet() < 4 ? error(status, code) : VALUE)) {
      assertThat(value(aws)).isEqualTo("{}");
    }
    assertThat(calls).hasValue(4);
    assertThat(pauses).hasSize(3);
  }

  @Test
  void aRefusalThatLastsEndsTheStartAfterFiveSecondsWithTheRemedy() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(error(400, "AccessDeniedException"))) {
      assertThatThrownBy(() -> value(aws))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("/rootmon: the SSM parameter could not be read: ")
          .hasMessageEndingWith(
              " attempts); allow ssm:GetParameter, and kms:Decrypt if the parameter has a"
                  + " customer managed key");
      assertThat(aws.requests()).hasSizeBetween(5, 15);
    }
    Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(Duration.ofMillis(3_700), SsmConfigSource.MAX_WAIT);
  }

  @Test
  void thePausesDifferFromStartToStart() throws Exception {
    List<List<Duration>> all = new ArrayList<>();
    try (FakeHttpServer aws = FakeHttpServer.answering(error(400, "AccessDeniedException"))) {
      for (int start = 0; start < 3; start++) {
        pauses.clear();
        nanos.set(0);
        assertThatThrownBy(() -> value(aws)).isInstanceOf(IllegalArgumentException.class);
        all.add(List.copyOf(pauses));
      }
    }
    assertThat(all.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void doesNotReadAMissingParameterAgain() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(error(400, "ParameterNotFound"))) {
      assertThatThrownBy(() -> value(aws)).hasMessageContaining("ParameterNotFound");
      assertThat(aws.requests()).hasSize(1);
    }
    assertThat(pauses).isEmpty();
  }

  private String value(FakeHttpServer aws) {
    return new SsmConfigSource(
            FakeAwsServer.at(aws.address()),
            wait -> {
              pauses.add(wait);
              nanos.addAndGet(wait.toNanos());
            },
            nanos::get)
        .value("/rootmon", "eu-west-1");
  }

  private static Answer error(int status, String code) {
    return new Answer(status, "{\"__type\":\"" + code + "\",\"message\":\"" + code + "\"}");
  }
}
