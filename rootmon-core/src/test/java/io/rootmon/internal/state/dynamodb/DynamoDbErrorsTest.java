package io.rootmon.internal.state.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.state.EventIdentity;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.internal.state.StateConflictException;
import io.rootmon.judge.Severity;
import io.rootmon.state.NoGrouping;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoDbErrorsTest {
  private static final EventIdentity ACT =
      new EventIdentity(
          "111122223333", "event-1", Optional.empty(), Optional.empty(), Severity.HIGH);
  private static final DeliveryKey DELIVERY = new DeliveryKey("event-1", "sns");
  private static final ExecutorService CALLERS =
      Executors.newCachedThreadPool(DaemonThreads.named("callers"));

  @ParameterizedTest
  @CsvSource({
    "400, ResourceNotFoundException, create the table",
    "400, AccessDeniedException, 'allow dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:PutItem'",
    "400, ThrottlingException, bill the table on demand",
    "400, ProvisionedThroughputExceededException, bill the table on demand",
    "400, ExpiredTokenException, check the credentials",
    "500, InternalServerError, (500)"
  })
  void printsTheRemedy(int status, String code, String remedy) throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(error(status, code))) {
      for (StateException e : failures(farEnd.address())) {
        assertThat(e)
            .hasMessageMatching("cannot (read|write|delete) items in the DynamoDB table state: .*")
            .hasMessageContaining(code + " (" + status + "): what went wrong")
            .hasMessageContaining(remedy);
      }
      boolean isThrottled = remedy.startsWith("bill");
      assertThat(farEnd.requests().size())
          .as("one attempt a call; what a decision and a claim need is repeated if throttled")
          .satisfies(
              it -> {
                if (isThrottled) {
                  assertThat(it).isGreaterThan(8);
                } else {
                  assertThat(it).isEqualTo(6);
                }
              });
    }
  }

  @Test
  void namesTheReasonsOfACancelledTransaction() throws Exception {
    Answer cancelled =
        new Answer(
            400,
            """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
             "Message":"cancelled, specific reasons [None, ThrottlingError]",
             "CancellationReasons":[{"Code":"None"},{"Code":"ThrottlingError"}]}
            """);
    try (FakeHttpServer farEnd = FakeHttpServer.answering(afterReading(cancelled))) {
      assertThat(failure(() -> NoGrouping.decide(store(farEnd.address()), ACT)))
          .hasMessageContaining("specific reasons [None, ThrottlingError]");
      assertThat(farEnd.requests())
          .as("read once, and written until it is throttled no more")
          .hasSizeGreaterThan(3);
    }
  }

  @Test
  void retriesAConflictUntilTheDeadline() throws Exception {
    Answer conflict =
        new Answer(
            400,
            """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
             "Message":"cancelled",
             "CancellationReasons":[{"Code":"None"},{"Code":"TransactionConflict"}]}
            """);
    try (FakeHttpServer farEnd = FakeHttpServer.answering(afterReading(conflict))) {
      Duration timeLeft = Duration.ofSeconds(3);
      assertThat(
              failure(
                  () ->
                      store(farEnd.address())
                          .decide(ACT, new NoGrouping(ACT), Deadline.in(timeLeft))))
          .isInstanceOf(StateConflictException.class)
          .hasMessageStartingWith(
              "cannot change an account in the DynamoDB table state: other workers changed");
      assertThat(farEnd.requests()).as("read and written").hasSizeGreaterThan(2);
    }
  }

  /** Nothing is known of the account. */
  private static Function<FakeHttpServer.Request, Answer> afterReading(Answer answer) {
    return request ->
        "DynamoDB_20120810.GetItem".equals(request.headers().getFirst("X-Amz-Target"))
            ? new Answer(200, "{}")
            : answer;
  }

  @Test
  void failsWhenTheResponseIsInvalid() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(new Answer(200, "<html>"))) {
      assertThat(failure(() -> store(farEnd.address()).find("ASIAEXAMPLE")))
          .hasMessageStartingWith("cannot read items in the DynamoDB table state: ");
    }
    try (FakeHttpServer farEnd = FakeHttpServer.answering(new Answer(503, "<html>"))) {
      assertThat(failures(farEnd.address())).hasSize(6);
    }
  }

  @Test
  void failsWithoutAListener() throws Exception {
    URI gone;
    try (FakeHttpServer farEnd = FakeHttpServer.answering(Answer.NONE)) {
      gone = farEnd.address();
    }
    assertThat(failures(gone)).hasSize(6);
  }

  @Test
  void endsAtTheDeadline() throws Exception {
    try (FakeHttpServer silent = FakeHttpServer.answering(Answer.NONE)) {
      long start = System.nanoTime();
      StateException e = failure(() -> NoGrouping.decide(store(silent.address()), ACT));

      assertThat(e)
          .hasMessage(
              "cannot read items in the DynamoDB table state: no response in time; the call may have succeeded");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
      assertThat(silent.requests()).as("asked once more").hasSize(2);
    }
  }

  private static List<StateException> failures(URI farEnd) {
    DynamoDbStore store = store(farEnd);
    // Concurrently, because a throttled call is repeated for two seconds.
    return Stream.<ThrowingCallable>of(
            () -> NoGrouping.decide(store, ACT),
            () -> store.claim(DELIVERY, Duration.ofMinutes(1)),
            () -> store.finish(DELIVERY, DeliveryRecord.delivered("id")),
            () -> store.result(DELIVERY),
            () -> store.release(DELIVERY, "owner"),
            () -> store.find("ASIAEXAMPLE"))
        .map(it -> CompletableFuture.supplyAsync(() -> failure(it), CALLERS))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static StateException failure(ThrowingCallable call) {
    return catchThrowableOfType(StateException.class, call);
  }

  private static DynamoDbStore store(URI farEnd) {
    return new DynamoDbStore(
        FakeAwsServer.at(farEnd), "eu-west-1", "state", InstantSource.system());
  }

  private static Answer error(int status, String code) {
    return new Answer(
        status,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"what went wrong"}
        """
            .formatted(code));
  }
}
