package io.rootmon.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on the loopback interface that authenticates its clients and records what they ask for.
 * It opens no tunnel: no test leaves the machine.
 */
final class FakeProxy implements AutoCloseable {
  /** A CONNECT request. */
  record Connect(String target, Optional<String> authorization) {}

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Connect> connects = new CopyOnWriteArrayList<>();
  private final boolean authenticates;

  FakeProxy(boolean authenticates) throws IOException {
    this.authenticates = authenticates;
    Thread thread = new Thread(this::serve, "fake-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  List<Connect> connects() {
    return connects;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(5_000);
        answer(socket);
      } catch (IOException e) {
        // A client that gave up, or the end of the test.
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    while (line != null && line.startsWith("CONNECT ")) {
      String target = line.split(" ", -1)[1];
      Optional<String> authorization = Optional.empty();
      for (String header = in.readLine();
          header != null && !header.isEmpty();
          header = in.readLine()) {
        if (header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:")) {
          authorization = Optional.of(header.substring(header.indexOf(':') + 1).strip());
        }
      }
      connects.add(new Connect(target, authorization));
      boolean isKnown = !authenticates || authorization.isPresent();
      write(
          socket,
          isKnown
              ? "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              : "HTTP/1.1 407 Proxy Authentication Required\r\n"
                  + "Proxy-Authenticate: Basic realm=\"corporate\"\r\nContent-Length: 0\r\n\r\n");
      if (isKnown) {
        return;
      }
      line = in.readLine();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
