package io.rootmon.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Slack, SNS and a webhook on the loopback interface: {@code /slack/}, {@code /refusing/}, {@code
 * /webhook}, {@code /broken}, and SNS for the rest. It remembers what it got.
 */
final class FakeEndpoints implements AutoCloseable {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  FakeEndpoints() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** In the order of their arrival. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** The messages, without the replies of the Slack bot in its own threads. */
  List<String> messages() {
    return bodies.stream().filter(it -> !isReply(it)).toList();
  }

  /** The replies of the Slack bot in its own threads. */
  List<String> replies() {
    return bodies.stream().filter(FakeEndpoints::isReply).toList();
  }

  private static boolean isReply(String body) {
    return body.contains("&thread_ts=");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String path = exchange.getRequestURI().getPath();
      byte[] answer = answer(path).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(path.startsWith("/broken") ? 404 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String answer(String path) {
    if (path.startsWith("/slack/")) {
      return "{\"ok\":true,\"ts\":\"1710382.0001\",\"channel\":\"C0123456789\"}";
    } else if (path.startsWith("/refusing/")) {
      return "{\"ok\":false,\"error\":\"not_in_channel\"}";
    } else if (path.equals("/webhook") || path.startsWith("/broken")) {
      return "ok";
    }
    return "<PublishResponse><PublishResult><MessageId>567910cd</MessageId></PublishResult>"
        + "</PublishResponse>";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
