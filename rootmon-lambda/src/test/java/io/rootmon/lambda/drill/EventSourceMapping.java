package io.rootmon.lambda.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.lambda.drill.SimulatedQueue.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A queue's mapping to a function that reports batch item failures: what the function does not name
 * is deleted; where it fails or answers what is not understood, nothing is: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Lambda's
 * rules</a>.
 */
final class EventSourceMapping {
  static final int BATCH = 10;
  private static final Pattern FAILED = Pattern.compile("\"itemIdentifier\" *: *\"([^\"]*)\"");
  private static final JsonFactory JSON = new JsonFactory();

  private final SimulatedQueue queue;

  EventSourceMapping(SimulatedQueue queue) {
    this.queue = queue;
  }

  /** Gives a batch to a function; empty where it failed. */
  interface Function {
    Optional<String> invoke(String batch) throws InterruptedException;
  }

  /** Gives the function one batch; false if nothing is visible. */
  boolean poll(Function function) throws InterruptedException {
    List<Message> batch = queue.receive(BATCH);
    if (batch.isEmpty()) {
      return false;
    }
    Optional<String> answer = function.invoke(json(batch));
    if (answer.isPresent() && answer.get().contains("batchItemFailures")) {
      Set<String> done = new LinkedHashSet<>(batch.stream().map(Message::id).toList());
      List<String> failed =
          FAILED.matcher(answer.get()).results().map((MatchResult it) -> it.group(1)).toList();
      if (done.containsAll(failed)) {
        failed.forEach(done::remove);
        done.forEach(queue::delete);
      }
    }
    return true;
  }

  static String json(List<Message> batch) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Records");
      for (Message message : batch) {
        json.writeStartObject();
        json.writeStringField("messageId", message.id());
        json.writeStringField("receiptHandle", message.id() + "-" + message.receives());
        json.writeStringField("body", message.body());
        json.writeObjectFieldStart("attributes");
        json.writeStringField("ApproximateReceiveCount", String.valueOf(message.receives()));
        json.writeEndObject();
        json.writeStringField("eventSource", "aws:sqs");
        json.writeStringField("eventSourceARN", "arn:aws:sqs:eu-west-1:111122223333:rootmon");
        json.writeStringField("awsRegion", "eu-west-1");
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
