package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsBatchTest {
  @Test
  void aMessageIsReadWhole() throws Exception {
    SQSEvent batch = read(ExampleEvents.batch("m1", "a \"body\"\n")).orElseThrow();
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("m1");
    message.setReceiptHandle("AQEB");
    message.setBody("a \"body\"\n");
    message.setAttributes(Map.of("ApproximateReceiveCount", "1", "SentTimestamp", "1773453612000"));
    message.setEventSource("aws:sqs");
    message.setEventSourceArn("arn:aws:sqs:us-east-1:111122223333:rootmon");
    message.setAwsRegion("us-east-1");
    assertThat(batch.getRecords()).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{}",
        "{\"Records\":[]}",
        "{\"Records\":7}",
        "{\"Records\":[7]}",
        "{\"Records\":[{\"eventSource\":\"iam.amazonaws.com\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\"}",
        "{\"detail\":{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}}"
      })
  void whatIsNoBatchIsNone(String json) throws Exception {
    assertThat(read(json)).isEmpty();
  }

  @Test
  void theAnswerIsWhatLambdaExpects() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BatchJson.write(
        new SQSBatchResponse(List.of(new BatchItemFailure("m1"), new BatchItemFailure("m\"2"))),
        out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m\\\"2\"}]}");
  }

  private static Optional<SQSEvent> read(String json) throws Exception {
    return BatchJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
