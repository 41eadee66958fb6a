package io.rootmon.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.io.StringWriter;

/** Checks that a template printed one JSON object, and removes the white space around its parts. */
final class CompactJson {

  private CompactJson() {}

  /**
   * Returns the same object on one line.
   *
   * @throws IOException with the line of the output, if the text is not one JSON object
   */
  static String of(String text) throws IOException {
    StringWriter out = new StringWriter(text.length());
    try (JsonParser parser = JsonStreams.parser(text);
        JsonGenerator json = JsonStreams.generator(out)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the output must be a JSON object but begins with something else");
      }
      json.copyCurrentStructure(parser);
      if (parser.nextToken() != null) {
        throw new IOException("the output must be one JSON object, but more follows");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IOException(
          "line " + line + " of the output is not valid JSON: " + e.getOriginalMessage(), e);
    }
    return out.toString();
  }
}
