package io.rootmon.internal.coverage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.coverage.DeadLetterQueues.Received;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SqsDeadLetterQueuesTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  private static final String MESSAGE =
      """
      {"MessageId":"m%d","ReceiptHandle":"r%d","Body":"{}",
       "MD5OfBody":"99914b932bd37a50b983c5e7c90ae93b",
       "MD5OfMessageAttributes":"f9177e0675a3d9e5a25d1764dbf06fbc",
       "Attributes":{"SentTimestamp":"1773468000000"},
       "MessageAttributes":{
        "ERROR_CODE":{"DataType":"String","StringValue":"NO_PERMISSIONS"},
        "ERROR_MESSAGE":{"DataType":"String","StringValue":"not authorized"},
        "RULE_ARN":{"DataType":"String",
         "StringValue":"arn:aws:events:eu-west-1:111122223333:rule/rootmon-root-activity"}}}
      """;

  @Test
  void readsTheQueueUntilItIsEmptyWithWhyEachEventIsThere() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                operation(request).equals("ReceiveMessage")
                    ? messages(calls.incrementAndGet() < 3 ? 1 : 0)
                    : answer(request))) {
      SqsDeadLetterQueues queues =
          new SqsDeadLetterQueues(FakeAwsServer.at(aws.address()), "rootmon-spoke-dead-letters");
      Received received = queues.receive("eu-west-1", 500, Deadline.in(TIME));

      assertThat(received.problem()).isEmpty();
      assertThat(received.hasMore()).isFalse();
      assertThat(received.messages()).hasSize(2);
      DeadLetter letter = received.messages().get(0);
      assertThat(letter.account()).contains(new AccountId("111122223333"));
      assertThat(letter.rule()).isEqualTo("rootmon-root-activity");
      assertThat(letter.errorCode()).isEqualTo("NO_PERMISSIONS");
      assertThat(letter.sent()).contains(Instant.ofEpochMilli(1773468000000L));
      assertThat(letter.toString()).doesNotContain("r1");

      assertThat(queues.delete("eu-west-1", received.messages(), Deadline.in(TIME))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AWS.SimpleQueueService.NonExistentQueue,400,missing,false",
    "AccessDenied,403,denied,false",
    "AccessDeniedException,400,denied,false",
    "ServiceUnavailable,503,ServiceUnavailable,true",
    "ThrottlingException,400,ThrottlingException,true"
  })
  void aFailureIsAProblemWithARemedy(String code, int status, String as, boolean isTransient)
      throws Exception {
    String body = "{\"__type\":\"" + code + "\",\"message\":\"no\"}";
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(status, body))) {
      Received received =
          new SqsDeadLetterQueues(FakeAwsServer.at(aws.address()), "rootmon-spoke-dead-letters")
              .receive("eu-west-1", 500, Deadline.in(TIME));

      assertThat(received.messages()).isEmpty();
      assertThat(received.problem()).get().extracting(it -> it.code()).isEqualTo(as);
      assertThat(received.problem())
          .get()
          .extracting(it -> it.isTransient())
          .isEqualTo(isTransient);
      assertThat(received.problem().orElseThrow().fix()).isNotBlank();
    }
  }

  @Test
  void endsInTimeWhenTheQueueIsSilent() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(Answer.NONE)) {
      long start = System.nanoTime();

      Received received =
          new SqsDeadLetterQueues(FakeAwsServer.at(aws.address()), "q")
              .receive("eu-west-1", 500, Deadline.in(Duration.ofMillis(1_500)));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(received.problem()).get().extracting(it -> it.isTransient()).isEqualTo(true);
    }
  }

  private static Answer messages(int count) {
    return new Answer(
        200, count == 0 ? "{}" : "{\"Messages\":[" + MESSAGE.formatted(count, count) + "]}");
  }

  private static Answer answer(Request request) {
    return operation(request).equals("GetQueueUrl")
        ? new Answer(200, "{\"QueueUrl\":\"https://sqs.eu-west-1.amazonaws.com/999988887777/q\"}")
        : new Answer(200, "{\"Successful\":[{\"Id\":\"0\"}],\"Failed\":[]}");
  }

  private static String operation(Request request) {
    String target = String.valueOf(request.headers().getFirst("X-Amz-Target"));
    return target.substring(target.indexOf('.') + 1);
  }
}
