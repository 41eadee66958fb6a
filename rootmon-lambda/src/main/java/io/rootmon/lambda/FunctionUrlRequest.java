package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the function's URL, in <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Lambda's
 * format 2.0</a>. Lambda writes the fields of its first level; whoever sends the request chooses
 * values only, so that no request can pass for a queue's batch or an event.
 *
 * @param method empty where Lambda did not say it
 * @param headers by their names in small letters
 * @param body its bytes as they came
 */
@SuppressWarnings("ArrayRecordComponent")
public // nobody compares requests, and a copy may be long
record FunctionUrlRequest(String method, String path, Map<String, String> headers, byte[] body) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String CONTEXT = "requestContext";

  public FunctionUrlRequest {
    headers = Map.copyOf(headers);
  }

  /** The request; empty where the input is another thing, be it broken JSON. */
  public static Optional<FunctionUrlRequest> read(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Fields fields = new Fields();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        fields.read(field, parser);
      }
      return fields.isRequest ? Optional.of(fields.request()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static final class Fields {
    private boolean isRequest;
    private String method = "";
    private String path = "";
    private String body = "";
    private boolean base64;
    private Map<String, String> headers = Map.of();

    void read(String field, JsonParser parser) throws IOException {
      if (field.equals(CONTEXT) && parser.currentToken() == JsonToken.START_OBJECT) {
        isRequest = true;
        context(parser);
      } else if (field.equals("headers") && parser.currentToken() == JsonToken.START_OBJECT) {
        headers = texts(parser);
      } else if (field.equals("rawPath")) {
        path = text(parser);
      } else if (field.equals("body")) {
        body = text(parser);
      } else if (field.equals("isBase64Encoded")) {
        base64 = parser.currentToken() == JsonToken.VALUE_TRUE;
      } else {
        parser.skipChildren();
      }
    }

    private void context(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean http = parser.currentName().equals("http");
        if (parser.nextToken() == JsonToken.START_OBJECT && http) {
          method = texts(parser).getOrDefault("method", "");
        } else {
          parser.skipChildren();
        }
      }
    }

    FunctionUrlRequest request() {
      byte[] bytes;
      try {
        bytes = base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        bytes = new byte[0];
      }
      return new FunctionUrlRequest(method, path, headers, bytes);
    }

    private static String text(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      return "";
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
      Map<String, String> texts = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName().toLowerCase(Locale.ROOT);
        parser.nextToken();
        texts.put(field, text(parser));
      }
      return texts;
    }
  }
}
