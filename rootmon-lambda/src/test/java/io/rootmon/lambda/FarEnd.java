package io.rootmon.lambda;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback interface that takes everything and remembers it. */
final class FarEnd implements AutoCloseable {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private FarEnd(HttpServer server) {
    this.server = server;
  }

  static FarEnd open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FarEnd farEnd = new FarEnd(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            farEnd.bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return farEnd;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> bodies() {
    return List.copyOf(bodies);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
