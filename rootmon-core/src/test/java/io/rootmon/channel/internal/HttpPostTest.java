package io.rootmon.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpPostTest {
  private static final String BODY = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";

  /** The clock of the deadlines: only a server moves it. */
  private volatile Instant now = Instant.EPOCH;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 ",
        "HTTP/1.1 200 OK\r\nX-Slow: ",
        BODY,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
      })
  void givesUpWhereverTheResponseTrickles(String start) throws Exception {
    try (Trickle slow = new Trickle(start)) {
      slow.onByte = () -> now = now.plusMillis(20);

      DeliveryException e = failure(slow, Duration.ofMillis(600));

      assertThat(e).hasMessage("no response in time; it may have arrived");
      assertThat(e.isRetryable()).isTrue();
      assertThatItsThreadEndsBefore(slow);
    }
  }

  /** The request was sent: "no time left to try" would say that it was not. */
  @Test
  void saysThatItMayHaveArrivedWhenTheDeadlineEndsWhileTheResponseIsRead() throws Exception {
    try (Trickle slow = new Trickle(BODY)) {
      slow.onByte = () -> now = now.plusSeconds(1);

      assertThat(failure(slow, Duration.ofSeconds(3)))
          .hasMessage("no response in time; it may have arrived");
    }
  }

  /** A proxy in the way may answer anything. A retry can help, so the alert is not rejected. */
  @Test
  void isRetryableWhenTheResponseIsNotHttp() throws Exception {
    try (Trickle other = new Trickle("SSH-2.0-proxy\r\n")) {
      DeliveryException e = failure(other, Duration.ofSeconds(20));

      assertThat(e).hasMessage("the response is not HTTP; it may have arrived");
      assertThat(e.isRetryable()).isTrue();
    }
  }

  @Test
  void sendsNothingWithoutTime() throws Exception {
    try (FakeHttpServer server = FakeHttpServer.answering(new Answer(200, "ok"))) {
      DeliveryException e =
          catchThrowableOfType(
              DeliveryException.class,
              () -> post(server.address()).send(Deadline.in(Duration.ZERO)));

      assertThat(e).hasMessage("no time left to try");
      assertThat(server.requests()).isEmpty();
    }
  }

  private DeliveryException failure(Trickle server, Duration timeLeft) {
    Deadline deadline = Deadline.in(timeLeft, () -> now);
    return catchThrowableOfType(
        DeliveryException.class, () -> post(server.address()).send(deadline));
  }

  /** A recipient that hangs must not cost a thread for each alert. */
  private static void assertThatItsThreadEndsBefore(Trickle slow) {
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(it -> it.getName().equals("rootmon-post"))) {
      Thread.onSpinWait();
    }
    assertThat(slow.thread.isAlive()).as("the server still sends").isTrue();
  }

  private static HttpPost post(URI address) {
    return new HttpPost(address, Map.of("Content-Type", "text/plain"), "hello");
  }

  /** A server that sends the start of a response, and then a byte now and then. */
  private static final class Trickle implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve, "trickle");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String start;
    private volatile Runnable onByte = () -> {};

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
        readRequest(socket);
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        while (!closed.await(20, TimeUnit.MILLISECONDS)) {
          onByte.run();
          trickle(socket);
        }
      } catch (IOException | InterruptedException e) {
        return; // closed
      }
    }

    /** Reads until the body, which is the last that a client sends. */
    private static void readRequest(Socket socket) throws IOException {
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\nhello") < 0) {
        int read = socket.getInputStream().read();
        if (read < 0) {
          throw new IOException("the client hung up before the end of its request");
        }
        request.append((char) read);
      }
    }

    /** The server continues after a client closes the connection, to show which side ended. */
    private static void trickle(Socket socket) {
      try {
        socket.getOutputStream().write('x');
      } catch (IOException e) {
        return;
      }
    }

    @Override
    public void close() throws IOException {
      closed.countDown();
      server.close();
    }
  }
}
