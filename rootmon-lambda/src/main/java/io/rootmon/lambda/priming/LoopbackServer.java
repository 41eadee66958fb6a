package io.rootmon.lambda.priming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A far end on the loopback interface that takes whatever it is given, for a rehearsal: as small as
 * it can be, since the JDK's own server need not be in Lambda's runtime.
 */
final class LoopbackServer implements AutoCloseable {
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
  private static final String SEND_MESSAGE = "amazonsqs.sendmessage";
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SILENCE_MILLIS = 2_000;

  private final ServerSocket server;

  private LoopbackServer(ServerSocket server) {
    this.server = server;
  }

  static LoopbackServer open() throws IOException {
    LoopbackServer stage =
        new LoopbackServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
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
    String target = "";
    String body = request.contains(SLACK) ? SLACK_ANSWER : AWS_ANSWER;
    String header = in.readLine();
    while (header != null && !header.isEmpty()) {
      String[] field = header.toLowerCase(Locale.ROOT).split(":", 2);
      if (field[0].equals("content-length")) {
        length = Integer.parseInt(field[1].strip());
      } else if (field[0].equals("x-amz-target")) {
        target = field[1].strip();
        body = TARGETS.getOrDefault(target, NOTHING);
      } else if (field[0].equals("expect")) {
        write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
      }
      header = in.readLine();
    }
    if (target.equals(SEND_MESSAGE)) {
      body = received(in, length);
    } else {
      in.skip(length);
    }
    write(
        connection,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** The SDK compares the digest of what it has sent. */
  private static String received(BufferedReader in, int length) throws IOException {
    char[] request = new char[length];
    for (int read = 0; read < length; ) {
      int some = in.read(request, read, length - read);
      if (some < 0) {
        throw new EOFException("request: expected " + length + " bytes but was " + read);
      }
      read += some;
    }
    try (JsonParser json = JSON.createParser(request)) {
      while (json.nextToken() != null) {
        if ("MessageBody".equals(json.currentName())) {
          byte[] message = json.nextTextValue().getBytes(StandardCharsets.UTF_8);
          byte[] digest = MessageDigest.getInstance("MD5").digest(message);
          return "{\"MessageId\":\"0\",\"MD5OfMessageBody\":\""
              + HexFormat.of().formatHex(digest)
              + "\"}";
        }
      }
      throw new IOException("request: expected a MessageBody but there is none");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each Java has it
    }
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
