package io.rootmon.lambda.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A standard SQS queue with a dead-letter queue, as far as a consumer can tell: what is received is
 * invisible for a while and comes back unless it is deleted; what was received too often goes to
 * the dead-letter queue: <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">redrive
 * policy</a>.
 */
final class SimulatedQueue {
  private final Duration visibility;
  private final int mostReceives;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Message> deadLetters = new ArrayList<>();
  private int sent;
  private boolean ended;

  record Message(String id, String body, int receives) {}

  private record Entry(Message message, Instant visibleFrom) {}

  SimulatedQueue(Duration visibility, int mostReceives, InstantSource clock) {
    this.visibility = visibility;
    this.mostReceives = mostReceives;
    this.clock = clock;
  }

  synchronized String send(String body) {
    String id = "message-" + ++sent;
    entries.put(id, new Entry(new Message(id, body, 0), Instant.MIN));
    return id;
  }

  synchronized List<Message> receive(int most) {
    Instant now = clock.instant();
    List<Message> batch = new ArrayList<>();
    for (Entry entry : List.copyOf(entries.values())) {
      if (entry.visibleFrom().isAfter(now) || batch.size() == most) {
        continue;
      }
      Message message = entry.message();
      if (message.receives() == mostReceives) {
        entries.remove(message.id());
        deadLetters.add(message);
        continue;
      }
      Message received = new Message(message.id(), message.body(), message.receives() + 1);
      entries.put(message.id(), new Entry(received, now.plus(visibility)));
      batch.add(received);
    }
    return batch;
  }

  synchronized void delete(String id) {
    entries.remove(id);
  }

  /** Whether nothing waits and nothing is with a consumer. */
  synchronized boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Nothing more will be sent. */
  synchronized void end() {
    ended = true;
  }

  synchronized boolean isOver() {
    return ended && entries.isEmpty();
  }

  synchronized List<Message> deadLetters() {
    return List.copyOf(deadLetters);
  }
}
