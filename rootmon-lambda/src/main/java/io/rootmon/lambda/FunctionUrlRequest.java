package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to the function URL, in <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Lambda's
 * format 2.0</a>. Lambda writes the fields of the first level. A sender controls values only, so no
 * request can pass as a batch of a queue or an event.
 *
 * @param method empty if Lambda did not send it
 * @param headers the headers by lower-case names
 * @param body the bytes of the request
 */
@SuppressWarnings("ArrayRecordComponent") // requests are never compared, and a copy may be long
record FunctionUrlRequest(String method, String path, Map<String, String> headers, byte[] body)
    implements Payload {
  FunctionUrlRequest {
    headers = Map.copyOf(headers);
  }

  /** Collects the fields of the first level. */
  static final class Builder {
    private boolean isRequest;
    private String method = "";
    private String path = "";
    private String body = "";
    private boolean isBase64;
    private Map<String, String> headers = Map.of();

    /** Reads the value at the parser's position. */
    void read(String field, JsonParser parser) throws IOException {
      switch (field) {
        case "requestContext" -> {
          isRequest |= parser.currentToken() == JsonToken.START_OBJECT;
          JsonStreams.readFields(parser, this::context);
        }
        case "headers" -> headers = lowerCase(JsonStreams.readTexts(parser));
        case "rawPath" -> path = JsonStreams.readText(parser);
        case "body" -> body = JsonStreams.readText(parser);
        case "isBase64Encoded" -> isBase64 = parser.currentToken() == JsonToken.VALUE_TRUE;
        default -> parser.skipChildren();
      }
    }

    private void context(String field, JsonParser parser) throws IOException {
      if (field.equals("http")) {
        method = JsonStreams.readTexts(parser).getOrDefault("method", "");
      } else {
        parser.skipChildren();
      }
    }

    private static Map<String, String> lowerCase(Map<String, String> texts) {
      Map<String, String> lower = new TreeMap<>();
      texts.forEach((name, text) -> lower.put(name.toLowerCase(Locale.ROOT), text));
      return lower;
    }

    boolean isRequest() {
      return isRequest;
    }

    /**
     * Creates the request. An invalid Base64 body becomes empty, so that the signature does not
     * match.
     */
    FunctionUrlRequest build() {
      byte[] bytes;
      try {
        bytes = isBase64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        bytes = new byte[0];
      }
      return new FunctionUrlRequest(method, path, headers, bytes);
    }
  }

  /**
   * Writes the response: a status and an empty body, so that it contains nothing of the request.
   */
  static void writeResponse(int status, OutputStream out) throws IOException {
    out.write(
        JsonStreams.bytes(
            it -> {
              it.writeNumberField("statusCode", status);
              it.writeStringField("body", "");
            }));
  }
}
