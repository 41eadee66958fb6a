package io.rootmon.cli.coverage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Organizations and DynamoDB on the loopback interface, with an answer for each operation. */
final class FakeAws implements AutoCloseable {
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  FakeAws answering(String operation, String answer) {
    answers.put(operation, answer);
    return this;
  }

  /** The operations, in the order of the calls. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      calls.add(operation);
      String answer = answers.getOrDefault(operation, "{\"__type\":\"AccessDeniedException\"}");
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.contains("__type") ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Sets the endpoint of AWS as the environment of a process does. */
  <T> T within(Supplier<T> run) {
    Map<String, String> aws =
        Map.of(
            "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort(),
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      return run.get();
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
