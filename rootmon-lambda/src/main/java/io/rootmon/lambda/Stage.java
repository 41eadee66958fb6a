package io.rootmon.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A far end on the loopback interface that takes whatever it is given, for a rehearsal: as small as
 * it can be, since the JDK's own server need not be in Lambda's runtime.
 */
final class Stage implements AutoCloseable {
  /** Where it answers as Slack does. */
  static final String SLACK = "/slack/";

  private static final String SLACK_ANSWER =
      "{\"ok\":true,\"channel\":\"C0REHEARSAL\",\"ts\":\"0.0\"}";
  private static final String AWS_ANSWER =
      "<Response><PublishResult><MessageId>0</MessageId></PublishResult>"
          + "<SendRawEmailResult><MessageId>0</MessageId></SendRawEmailResult></Response>";
  private static final String NOTHING = "{}";
  private static final Map<String, String> TARGETS =
      Map.of(
          "secretsmanager.getsecretvalue", "{\"SecretString\":\"rehearsal\"}",
          "amazonssm.getparameter", "{\"Parameter\":{\"Value\":\"rehearsal\"}}");
  private static final int SILENCE_MILLIS = 2_000;

  private final ServerSocket server;

  private Stage(ServerSocket server) {
    this.server = server;
  }

  static Stage open() throws IOException {
    Stage stage = new Stage(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(stage::play, "rootmon-rehearsal");
    thread.setDaemon(true);
    thread.start();
    return stage;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void play() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connection.setSoTimeout(SILENCE_MILLIS);
        answer(connection);
      } catch (IOException e) {
        // The rehearsal is over, or one request broke off, which its channel says.
      }
    }
  }

  private static void answer(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            // One character a byte, so that the length in bytes can be counted.
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    String request = in.readLine();
    if (request == null) {
      return;
    }
    int length = 0;
    String body = request.contains(SLACK) ? SLACK_ANSWER : AWS_ANSWER;
    String header = in.readLine();
    while (header != null && !header.isEmpty()) {
      String[] field = header.toLowerCase(Locale.ROOT).split(":", 2);
      if (field[0].equals("content-length")) {
        length = Integer.parseInt(field[1].strip());
      } else if (field[0].equals("x-amz-target")) {
        body = TARGETS.getOrDefault(field[1].strip(), NOTHING);
      } else if (field[0].equals("expect")) {
        write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
      }
      header = in.readLine();
    }
    in.skip(length);
    write(
        connection,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
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
