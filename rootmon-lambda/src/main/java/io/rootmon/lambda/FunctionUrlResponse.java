package io.rootmon.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The answer to a {@link FunctionUrlRequest}: a status and nothing else, so nothing is ever echoed.
 */
public record FunctionUrlResponse(int status) {
  private static final JsonFactory FACTORY = new JsonFactory();

  public void write(OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeStringField("body", "");
      json.writeEndObject();
    }
  }
}
