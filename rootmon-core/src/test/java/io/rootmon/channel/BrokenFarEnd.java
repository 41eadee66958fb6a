package io.rootmon.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A far end that resets the connection in the middle of its answer. */
final class BrokenFarEnd implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  BrokenFarEnd() throws IOException {
    Thread thread = new Thread(this::serve, "broken-far-end");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where nobody listens any more. */
  static URI nobody() throws IOException {
    try (BrokenFarEnd gone = new BrokenFarEnd()) {
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
          socket.setSoLinger(true, 0);
        }
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
