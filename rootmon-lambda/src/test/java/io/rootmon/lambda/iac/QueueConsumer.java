package io.rootmon.lambda.iac;

import io.rootmon.lambda.ZipWorker;
import io.rootmon.lambda.moto.JsonScalars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the queue as Lambda's event source mapping does: it deletes all messages except those that
 * the function reports as failed. One message at a time, because moto cannot separate two calls.
 */
record QueueConsumer(MotoAccountRegion hub, String queue, ZipWorker worker) {
  private static final int MAX_SIZE = 200;

  /** The bodies of processed messages, and those that returned to the queue. */
  record Round(List<String> taken, List<String> kept) {}

  private record Message(String id, String receipt, String body) {}

  /**
   * Runs until no message is visible. Failed messages are visible immediately and not after
   * minutes.
   */
  Round round() throws IOException, InterruptedException {
    List<String> taken = new ArrayList<>();
    List<Message> kept = new ArrayList<>();
    for (List<Message> next = receive(); !next.isEmpty(); next = receive()) {
      for (Message message : next) {
        String answer = worker.take(message.id(), message.body());
        if (JsonScalars.of(answer).containsValue(message.id())) {
          kept.add(message);
        } else {
          request("DeleteMessage", ",\"ReceiptHandle\":\"" + message.receipt() + "\"");
          taken.add(message.body());
        }
      }
      if (taken.size() + kept.size() > MAX_SIZE) {
        throw new AssertionError("queue: expected an end but there are " + taken + kept);
      }
    }
    for (Message message : kept) {
      request(
          "ChangeMessageVisibility",
          ",\"VisibilityTimeout\":0,\"ReceiptHandle\":\"" + message.receipt() + "\"");
    }
    return new Round(taken, kept.stream().map(Message::body).toList());
  }

  private List<Message> receive() throws IOException, InterruptedException {
    var answer = JsonScalars.of(request("ReceiveMessage", ",\"MaxNumberOfMessages\":1"));
    String id = answer.get("/Messages/0/MessageId");
    return id == null
        ? List.of()
        : List.of(
            new Message(
                id,
                answer.getOrDefault("/Messages/0/ReceiptHandle", ""),
                answer.getOrDefault("/Messages/0/Body", "")));
  }

  private String request(String operation, String more) throws IOException, InterruptedException {
    return hub.call(
        "sqs", "AmazonSQS." + operation, "{\"QueueUrl\":\"" + queue + "\"" + more + "}");
  }
}
