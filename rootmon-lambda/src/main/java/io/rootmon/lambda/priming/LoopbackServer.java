package io.rootmon.lambda.priming;

import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.Digests;
import io.rootmon.internal.json.JsonTree;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.net.ServerSocketFactory;

/**
 * An HTTP server on the loopback interface that accepts every request of the primer. It is small,
 * since the JDK's own server may be absent from Lambda's runtime.
 */
final class LoopbackServer implements AutoCloseable {
  /** The path below which it responds as Slack does. */
  static final String SLACK = "/slack/";

  private static final String SLACK_RESPONSE =
      "{\"ok\":true,\"channel\":\"C0PRIMING\",\"ts\":\"0.0\"}";
  private static final String AWS_RESPONSE =
      "<Response><PublishResult><MessageId>0</MessageId></PublishResult>"
          + "<SendRawEmailResult><MessageId>0</MessageId></SendRawEmailResult></Response>";
  private static final Map<String, String> TARGETS =
      Map.of(
          "secretsmanager.getsecretvalue", "{\"SecretString\":\"priming\"}",
          "amazonssm.getparameter", "{\"Parameter\":{\"Value\":\"priming\"}}");
  private static final String SEND_MESSAGE = "amazonsqs.sendmessage";
  private static final int SOCKET_TIMEOUT_MILLIS = 2_000;

  private final ServerSocket server;

  private LoopbackServer(ServerSocket server) {
    this.server = server;
  }

  /** Starts a server; with a factory of TLS sockets it speaks HTTPS. */
  static LoopbackServer open(ServerSocketFactory sockets) throws IOException {
    LoopbackServer server =
        new LoopbackServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    DaemonThreads.named("rootmon-priming").newThread(server::serve).start();
    return server;
  }

  int port() {
    return server.getLocalPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connection.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
        respond(connection);
      } catch (IOException e) {
        // The primer has ended, or a request was interrupted, which its channel reports.
      }
    }
  }

  private static void respond(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            // One character a byte, so that the length in bytes can be counted.
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String request = in.readLine();
    if (request == null) {
      return;
    }
    int length = 0;
    String target = "";
    String body = request.contains(SLACK) ? SLACK_RESPONSE : AWS_RESPONSE;
    String header = in.readLine();
    while (header != null && !header.isEmpty()) {
      String[] field = header.toLowerCase(Locale.ROOT).split(":", 2);
      switch (field[0]) {
        case "content-length" -> length = Integer.parseInt(field[1].strip());
        case "x-amz-target" -> {
          target = field[1].strip();
          body = TARGETS.getOrDefault(target, "{}");
        }
        case "expect" -> write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
        default -> {} // no other header matters
      }
      header = in.readLine();
    }
    StringBuilder content = new StringBuilder();
    while (content.length() < length) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("request: expected " + length + " bytes");
      }
      content.append((char) next);
    }
    if (target.equals(SEND_MESSAGE)) {
      body = sendMessage(content.toString());
    }
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ";
    write(connection, head + body.length() + "\r\n\r\n" + body);
  }

  /** The SDK compares the digest with that of the message that it sent. */
  private static String sendMessage(String request) throws IOException {
    Map<?, ?> fields = (Map<?, ?>) JsonTree.read("request", request);
    byte[] message = String.valueOf(fields.get("MessageBody")).getBytes(StandardCharsets.UTF_8);
    return "{\"MessageId\":\"0\",\"MD5OfMessageBody\":\"%s\"}".formatted(Digests.md5Hex(message));
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
