package io.rootmon.proxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on the loopback interface that authenticates its clients and records what they ask for.
 * No test leaves the machine: each tunnel leads to one server on the loopback interface, or there
 * is none.
 */
final class FakeProxy implements AutoCloseable {
  /** A CONNECT request. */
  record Connect(String target, Optional<String> authorization) {}

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Connect> connects = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final boolean authenticates;
  private final Optional<InetSocketAddress> destination;

  /** Opens no tunnel. */
  FakeProxy(boolean authenticates) throws IOException {
    this(authenticates, Optional.empty());
  }

  /** Connects every tunnel to one server, regardless of the requested host. */
  FakeProxy(boolean authenticates, Optional<InetSocketAddress> destination) throws IOException {
    this.authenticates = authenticates;
    this.destination = destination;
    start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  List<Connect> connects() {
    return connects;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        // A client may keep a tunnel open while it opens another.
        start(() -> answerAndClose(socket));
      } catch (IOException e) {
        // The end of the test.
      }
    }
  }

  private void answerAndClose(Socket socket) {
    try (socket) {
      socket.setSoTimeout(5_000);
      answer(socket);
    } catch (IOException e) {
      // A client that gave up, or the end of the test.
    }
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task, "fake-proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void tunnel(Socket client, InetSocketAddress to) throws IOException {
    try (Socket remote = new Socket(to.getAddress(), to.getPort())) {
      sockets.add(remote);
      write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      Thread back = start(() -> copy(remote, client));
      copy(client, remote);
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One side closed the tunnel.
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
      if (isKnown && destination.isPresent()) {
        tunnel(socket, destination.get());
        return;
      }
      write(
          socket,
          isKnown
              ? "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
              : String.join(
                  "\r\n",
                  "HTTP/1.1 407 Proxy Authentication Required",
                  "Proxy-Authenticate: Basic realm=\"corporate\"",
                  "Content-Length: 0",
                  "",
                  ""));
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
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
