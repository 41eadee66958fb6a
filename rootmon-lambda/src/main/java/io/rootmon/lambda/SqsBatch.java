package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The messages of a standard queue, and the response to them. Their order is not significant. */
record SqsBatch(List<Message> messages) implements Payload {
  private static final String EVENT_SOURCE = "aws:sqs";

  /** A message; an absent field is an empty string. */
  record Message(String id, String body) {}

  SqsBatch {
    messages = List.copyOf(messages);
  }

  /** Collects the messages of {@code Records}, if all of them come from a queue. */
  static final class Builder {
    private final List<Message> messages = new ArrayList<>();
    private boolean hasOther;

    /** Reads the array at the parser's position. */
    void read(JsonParser parser) throws IOException {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Map<String, String> fields = JsonStreams.readTexts(parser);
        hasOther |= !EVENT_SOURCE.equals(fields.get("eventSource"));
        if (!hasOther) {
          messages.add(
              new Message(fields.getOrDefault("messageId", ""), fields.getOrDefault("body", "")));
        }
      }
    }

    boolean isBatch() {
      return !hasOther && !messages.isEmpty();
    }

    SqsBatch build() {
      return new SqsBatch(messages);
    }
  }

  /**
   * Returns the response: the ids of the messages that return to the queue, each once. An unknown
   * or empty id in <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">the
   * response</a> makes a failure of the whole batch.
   *
   * @throws IllegalStateException if such a message has no id: then the whole batch must be retried
   */
  static SQSBatchResponse response(List<ItemResult> results) {
    Set<String> failed = new LinkedHashSet<>();
    results.stream().filter(it -> !it.isDone()).forEach(it -> failed.add(it.messageId()));
    if (failed.contains("")) {
      throw new IllegalStateException("messageId: expected the id of a message but was empty");
    }
    return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
  }

  static void write(SQSBatchResponse response, OutputStream out) throws IOException {
    byte[] json =
        JsonStreams.bytes(
            it -> {
              it.writeArrayFieldStart("batchItemFailures");
              for (BatchItemFailure failure : response.getBatchItemFailures()) {
                it.writeStartObject();
                it.writeStringField("itemIdentifier", failure.getItemIdentifier());
                it.writeEndObject();
              }
              it.writeEndArray();
            });
    out.write(json);
  }
}
