package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.rootmon.lambda.SqsBatch.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsBatchTest {
  @Test
  void readsTheIdAndTheBodyOfEachMessage() throws Exception {
    assertThat(read(ExampleEvents.batch("m1", "a \"body\"\n", "m2", "")))
        .isEqualTo(new SqsBatch(List.of(new Message("m1", "a \"body\"\n"), new Message("m2", ""))));
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
        "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m\"},{}]}",
        "{\"detail\":{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}}"
      })
  void aPayloadThatIsNoBatchIsASingleEvent(String json) throws Exception {
    assertThat(read(json)).isEqualTo(new Payload.SingleEvent(json));
  }

  @Test
  void aRequestToTheFunctionUrlIsNeverABatch() throws Exception {
    String records = ExampleEvents.batch("m1", "body");
    String json = records.substring(0, records.length() - 1) + ",\"requestContext\":{}}";
    assertThat(read(json)).isInstanceOf(FunctionUrlRequest.class);
  }

  @Test
  void writesTheResponseInLambdasFormat() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SqsBatch.write(
        new SQSBatchResponse(List.of(new BatchItemFailure("m1"), new BatchItemFailure("m\"2"))),
        out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m\\\"2\"}]}");
  }

  private static Payload read(String json) throws Exception {
    return Payload.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
