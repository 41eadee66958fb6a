package io.rootmon.secret.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.secret.SecretReference;
import java.io.IOException;

/** A field of a secret that is a JSON object. */
final class JsonField {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonField() {}

  static String of(String json, String key, SecretReference reference) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(reference + ": expected a JSON object but was none");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(key);
        JsonToken value = parser.nextToken();
        if (wanted && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        if (wanted) {
          throw new IOException(reference + ": expected a text but was another value");
        }
        parser.skipChildren();
      }
      throw new IOException(reference + ": expected such a field but there is none");
    } catch (JsonProcessingException e) {
      // Without the cause, which may quote the secret.
      throw new IOException(reference + ": expected a JSON object but was broken");
    }
  }
}
