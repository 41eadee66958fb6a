package io.rootmon.lambda.iac;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rootmon.lambda.moto.JsonScalars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** One of the library's cases, as it is put on the default bus of a place. */
record PutEvent(String source, String type, String detail) {
  private static final Path CASES =
      Path.of("..", "rootmon-core", "src", "test", "resources", "events");

  /** A case such as {@code high/root.change}, as it happens in the place, from an address. */
  static PutEvent of(String name, MotoAccountRegion place, String address) throws IOException {
    String event =
        Files.readString(CASES.resolve(name + ".json"))
            .replace("111122223333", place.account())
            .replace("203.0.113.7", address);
    Map<String, String> values = JsonScalars.of(event);
    return new PutEvent(
        values.getOrDefault("/source", ""),
        values.getOrDefault("/detail-type", ""),
        detail(event)
            .replace(values.getOrDefault("/detail/eventID", "none"), UUID.randomUUID().toString())
            .replace(values.getOrDefault("/detail/awsRegion", "none"), place.region()));
  }

  PutEvent with(String text, String other) {
    return new PutEvent(source, type, detail.replace(text, other));
  }

  private static String detail(String event) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(event)) {
      while (!"detail".equals(parser.currentName())) {
        parser.nextToken();
      }
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("case: expected detail to be an object but was " + event);
      }
      int start = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      return event.substring(start, (int) parser.currentLocation().getCharOffset());
    }
  }

  void put(MotoAccountRegion place) throws IOException, InterruptedException {
    String answer =
        place.call(
            "events",
            "AWSEvents.PutEvents",
            "{\"Entries\":[{\"Source\":\"%s\",\"DetailType\":\"%s\",\"Detail\":\"%s\"}]}"
                .formatted(
                    source,
                    type,
                    new String(JsonStringEncoder.getInstance().quoteAsString(detail))));
    if (!"0".equals(JsonScalars.of(answer).get("/FailedEntryCount"))) {
      throw new AssertionError("PutEvents: expected no failure but was " + answer);
    }
  }
}
