package io.rootmon.lambda.moto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as its texts, numbers and booleans, by their JSON pointers. */
public final class JsonScalars {
  /** The recorded upload of the function's zip is one string. */
  private static final int MAX_STRING_LENGTH = 100_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(MAX_STRING_LENGTH).build())
          .build();

  private JsonScalars() {}

  public static Map<String, String> of(String json) throws IOException {
    List<Map<String, String>> values = sequence(json);
    if (values.size() != 1) {
      throw new IOException("JSON: expected one value but was " + values.size() + ": " + json);
    }
    return values.get(0);
  }

  /** Reads consecutive objects, with any white space between them. */
  static List<Map<String, String>> sequence(String json) throws IOException {
    List<Map<String, String>> values = new ArrayList<>();
    Map<String, String> value = new LinkedHashMap<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          value.put(parser.getParsingContext().pathAsPointer().toString(), parser.getText());
        } else if (token.isStructEnd() && parser.getParsingContext().inRoot()) {
          values.add(value);
          value = new LinkedHashMap<>();
        }
      }
    }
    return values;
  }
}
