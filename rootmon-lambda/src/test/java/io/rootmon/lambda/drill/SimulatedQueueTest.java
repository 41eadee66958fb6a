package io.rootmon.lambda.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.drill.SimulatedQueue.Message;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedQueueTest {
  private Instant now = Instant.EPOCH;
  private final SimulatedQueue queue = new SimulatedQueue(Duration.ofSeconds(30), 2, () -> now);

  @Test
  void anUndeletedMessageReturnsAfterTheVisibilityTimeout() {
    queue.send("a");
    queue.send("b");

    assertThat(queue.receive(10)).extracting(Message::body).containsExactly("a", "b");
    queue.delete("message-1");
    assertThat(queue.receive(10)).isEmpty();
    now = now.plusSeconds(30);
    assertThat(queue.receive(10)).containsExactly(new Message("message-2", "b", 2));
  }

  @Test
  void aMessageReceivedTooOftenIsADeadLetter() {
    queue.send("a");
    for (int i = 0; i < 2; i++) {
      assertThat(queue.receive(10)).hasSize(1);
      now = now.plusSeconds(30);
    }

    assertThat(queue.receive(10)).isEmpty();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.deadLetters()).containsExactly(new Message("message-1", "a", 2));
  }

  @Test
  void returnsNoMoreThanRequested() {
    for (int i = 0; i < 12; i++) {
      queue.send("a");
    }

    assertThat(queue.receive(10)).hasSize(10);
    assertThat(queue.receive(10)).hasSize(2);
  }
}
