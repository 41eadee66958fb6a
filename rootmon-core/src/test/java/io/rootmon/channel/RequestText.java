package io.rootmon.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.rootmon.channel.FakeHttpServer.Request;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Prints a request that a channel sent, for a golden file: the secrets are hidden, and JSON has one
 * value a line.
 */
public final class RequestText {
  private static final JsonFactory JSON = new JsonFactory();

  /** What the HTTP client adds, and what differs with each request. */
  private static final Set<String> OMITTED =
      Set.of(
          "accept",
          "connection",
          "content-length",
          "host",
          "http2-settings",
          "upgrade",
          "amz-sdk-invocation-id",
          "amz-sdk-request",
          "x-amz-date",
          "x-amz-content-sha256");

  private static final Pattern HTML = Pattern.compile("(?s)<!DOCTYPE html>.*</html>\\n");

  private static final Set<String> SECRET = Set.of("authorization", "rootmon-signature");

  private RequestText() {}

  /** Returns the request line, the headers and the body. */
  public static String of(Request request) {
    StringBuilder text = new StringBuilder(request.method() + " " + request.target() + "\n");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!OMITTED.contains(lower)) {
            text.append(name).append(": ").append(header(lower, value)).append('\n');
          }
        });
    return text + "\n" + body(request).stripTrailing() + "\n";
  }

  private static String header(String name, String value) {
    if (SECRET.contains(name)) {
      int space = value.indexOf(' ');
      return (space > 0 ? value.substring(0, space) + " " : "") + "(hidden)";
    }
    return name.equals("user-agent") ? client(value) : value;
  }

  /** The rest names the versions of the JVM and of the operating system. */
  private static String client(String userAgent) {
    if (userAgent.startsWith("aws-sdk")) {
      return "aws-sdk-java";
    } else if (userAgent.startsWith("Java-Slack-SDK")) {
      return "Java-Slack-SDK";
    }
    return userAgent;
  }

  private static String body(Request request) {
    String type = String.valueOf(request.headers().getFirst("Content-Type"));
    if (type.contains("json")) {
      return pretty(request.body());
    } else if (!type.contains("form")) {
      return request.body();
    }
    StringBuilder text = new StringBuilder();
    request
        .form()
        .forEach((name, value) -> text.append(name).append(": ").append(field(name, value)));
    return text.toString();
  }

  private static String field(String name, String value) {
    if (name.equals("RawMessage.Data")) {
      byte[] mail = Base64.getMimeDecoder().decode(value);
      String text = new String(mail, StandardCharsets.UTF_8).replace("\r\n", "\n");
      // Quoted-printable splits long lines.
      return "\n" + HTML.matcher(text.replace("=\n", "")).replaceAll("(the HTML message)\n") + "\n";
    }
    boolean isJson = value.startsWith("{") || value.startsWith("[{");
    return isJson ? "\n" + pretty(value) + "\n" : value + "\n";
  }

  private static String pretty(String json) {
    StringWriter text = new StringWriter();
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    printer.indentArraysWith(lines);
    try (JsonParser in = JSON.createParser(json);
        JsonGenerator out = JSON.createGenerator(text).setPrettyPrinter(printer)) {
      in.nextToken();
      out.copyCurrentStructure(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
