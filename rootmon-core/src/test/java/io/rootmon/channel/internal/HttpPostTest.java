package io.rootmon.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpPostTest {
  private static final Duration TIME_LEFT = Duration.ofMillis(600);

  /** Whatever else the machine has to do meanwhile; a slow far end takes ten times as long. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nX-Slow: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
      })
  void givesUpInTimeWhereverTheAnswerTrickles(String start) throws Exception {
    try (FakeHttpServer warm = FakeHttpServer.answering(new Answer(200, "ok"));
        Trickle slow = new Trickle(start)) {
      post(warm.address()).send(Duration.ofSeconds(20));

      long began = System.nanoTime();
      DeliveryException e =
          catchThrowableOfType(DeliveryException.class, () -> post(slow.address()).send(TIME_LEFT));
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      assertThat(e).hasMessage("no answer in time; it may have arrived");
      assertThat(e.isRetryable()).isTrue();
      assertThat(took).isBetween(TIME_LEFT.dividedBy(2), TIME_LEFT.plus(SLACK));
      assertThatItsThreadEndsBefore(slow);
    }
  }

  /** A far end that hangs must not cost a thread for each alert. */
  private static void assertThatItsThreadEndsBefore(Trickle slow) {
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(it -> it.getName().equals("rootmon-post"))) {
      Thread.onSpinWait();
    }
    assertThat(slow.thread.isAlive()).as("the far end still sends").isTrue();
  }

  @Test
  void sendsNothingWithoutTime() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(new Answer(200, "ok"))) {
      DeliveryException e =
          catchThrowableOfType(
              DeliveryException.class, () -> post(farEnd.address()).send(Duration.ZERO));

      assertThat(e).hasMessage("no time left to try");
      assertThat(farEnd.requests()).isEmpty();
    }
  }

  private static HttpPost post(URI address) {
    return new HttpPost(address, Map.of("Content-Type", "text/plain"), "hello");
  }

  /** A far end that sends the start of an answer, then a byte every 100 milliseconds for long. */
  private static final class Trickle implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve, "trickle");
    private final String start;

    Trickle(String start) throws IOException {
      this.start = start;
      thread.setDaemon(true);
      thread.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 100; i++) {
          Thread.sleep(100); // the far end is slow: that is what the deadline is tested against
          trickle(socket);
        }
      } catch (IOException | InterruptedException e) {
        return; // closed
      }
    }

    /** Whoever hung up does not end it, so that the test sees who was first. */
    private static void trickle(Socket socket) {
      try {
        socket.getOutputStream().write('x');
      } catch (IOException e) {
        return;
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      thread.interrupt();
    }
  }
}
