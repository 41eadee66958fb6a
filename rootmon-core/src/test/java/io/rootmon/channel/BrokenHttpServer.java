package io.rootmon.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server whose response never ends: it resets the connection, or sends a byte from time to time.
 */
final class BrokenHttpServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  private final boolean slow;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean hasEnded;

  /** One that resets the connection in the middle of its answer. */
  static BrokenHttpServer resetting() throws IOException {
    return new BrokenHttpServer(false);
  }

  /** One that sends a byte every 50 milliseconds. */
  static BrokenHttpServer slow() throws IOException {
    return new BrokenHttpServer(true);
  }

  private BrokenHttpServer(boolean slow) throws IOException {
    this.slow = slow;
    Thread thread = new Thread(this::serve, "broken-far-end");
    thread.setDaemon(true);
    thread.start();
  }

  /** An address without a listener. */
  static URI withoutListener() throws IOException {
    try (BrokenHttpServer gone = resetting()) {
      return gone.address();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          InputStream in = socket.getInputStream();
          if (in.read(new byte[65_536]) < 0) {
            continue;
          }
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1000\r\n\r\n<"
                      .getBytes(StandardCharsets.US_ASCII));
          if (slow) {
            trickle(socket);
          }
          socket.setSoLinger(true, 0);
        }
      }
    } catch (IOException | InterruptedException e) {
      return; // closed
    }
  }

  /** Sends a byte now and then, until the client hangs up or the server is closed. */
  private void trickle(Socket socket) throws InterruptedException {
    try {
      for (int i = 0; i < 600; i++) {
        if (closed.await(50, TimeUnit.MILLISECONDS)) {
          return;
        }
        socket.getOutputStream().write('x');
      }
      hasEnded = true;
    } catch (IOException e) {
      return; // the client hung up
    }
  }

  /** Whether a response was sent to its end, because the client waited for it. */
  boolean hasEnded() {
    return hasEnded;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
