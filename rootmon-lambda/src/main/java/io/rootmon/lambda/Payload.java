package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The payload of an invocation: a batch of a queue, a request to the function URL, or a single
 * event. One pass over the JSON determines which. The runtime's own deserialization is not used,
 * because it uses reflection and takes longer than the rest of rootmon's start.
 */
public sealed interface Payload permits SqsBatch, FunctionUrlRequest, Payload.SingleEvent {
  /** An event as EventBridge delivers it, or any other string. */
  record SingleEvent(String text) implements Payload {}

  /** Reads a payload. Broken JSON is a single event, so that the event reader reports it. */
  static Payload read(byte[] json) throws IOException {
    FunctionUrlRequest.Builder request = new FunctionUrlRequest.Builder();
    SqsBatch.Builder batch = new SqsBatch.Builder();
    try (JsonParser parser = JsonStreams.parser(json)) {
      parser.nextToken();
      JsonStreams.readFields(
          parser,
          (field, value) -> {
            if (field.equals("Records") && value.currentToken() == JsonToken.START_ARRAY) {
              batch.read(value);
            } else {
              request.read(field, value);
            }
          });
      if (request.isRequest()) {
        return request.build();
      } else if (batch.isBatch()) {
        return batch.build();
      }
    } catch (JsonProcessingException e) {
      // The event reader reports the problem of the text.
    }
    return new SingleEvent(new String(json, StandardCharsets.UTF_8));
  }
}
