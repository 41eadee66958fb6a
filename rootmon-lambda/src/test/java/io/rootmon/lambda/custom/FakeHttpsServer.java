package io.rootmon.lambda.custom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * SNS, SES, DynamoDB, SQS, Slack and other services on the loopback interface, over HTTPS. They
 * accept every request and record its host.
 */
public final class FakeHttpsServer implements AutoCloseable {
  static {
    // Else an answer in two packets waits for the first one's acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String SENT =
      "<Response xmlns=\"https://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>1</MessageId></PublishResult>"
          + "<SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></Response>";
  private static final String SLACK = "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}";
  private static final Map<String, String> TARGETS =
      Map.of(
          "secretsmanager.GetSecretValue", "{\"SecretString\":\"not-a-secret\"}",
          "AmazonSSM.GetParameter", "{\"Parameter\":{\"Value\":\"not-a-secret\"}}");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final String scheme;

  private FakeHttpsServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static FakeHttpsServer open(TestCertificate certificate) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    return new FakeHttpsServer(server, "https");
  }

  /** The same without TLS, for clients that trust the certificates of the system only. */
  public static FakeHttpsServer openPlain() throws IOException {
    return new FakeHttpsServer(HttpServer.create(loopback(), 0), "http");
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The targets of AWS's JSON services, else the paths. */
  public List<String> requested() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Optional<String> target =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      asked.add(target.orElse(path));
      String answer =
          target
              .map(
                  it -> it.endsWith(".SendMessage") ? queued(body) : TARGETS.getOrDefault(it, "{}"))
              .orElse(path.startsWith("/slack/") ? SLACK : SENT);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** SQS's answer, whose digest its SDK compares. */
  private static String queued(byte[] request) {
    try (JsonParser json = new JsonFactory().createParser(request)) {
      while (!"MessageBody".equals(json.nextFieldName())) {
        if (json.currentToken() == null) {
          throw new IOException("SendMessage: expected a MessageBody");
        }
      }
      byte[] text = json.nextTextValue().getBytes(StandardCharsets.UTF_8);
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
      return "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"" + digest + "\"}";
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
