package io.rootmon.internal.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.rootmon.internal.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Writes lines of JSON to a log: each in one call, in ASCII, and with at most {@link #MAX_LENGTH}
 * bytes. Safe for use by multiple threads.
 */
public final class JsonLogWriter {
  /** The maximum length in bytes, including the line end. */
  public static final int MAX_LENGTH = 8_192;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // Without non-ASCII characters, no text of an event can break a line, change its
          // direction or be an unpaired surrogate.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final PrintStream out;

  public JsonLogWriter(PrintStream out) {
    this.out = out;
  }

  /** Writes the fields of a line, with texts and lists truncated to the limits. */
  @FunctionalInterface
  interface Line {
    void write(JsonGenerator json, TruncationLimits room) throws IOException;
  }

  /** The maximum number of characters of each text, and of items of a list. */
  record TruncationLimits(int text, int items) {
    String cut(String text) {
      // The only ASCII control character that JSON does not escape.
      return SafeText.cut(text, this.text()).replace('\u007f', '\ufffd');
    }

    /** Truncates the raw text, which is alone at its level and may be longer. */
    String cutRaw(String text) {
      return SafeText.cut(text, this.text() * 10).replace('\u007f', '\ufffd');
    }
  }

  private static final TruncationLimits[] ROOMS = {
    new TruncationLimits(300, 50),
    new TruncationLimits(100, 50),
    new TruncationLimits(30, 20),
    new TruncationLimits(10, 10)
  };

  /** Writes a line. The fields are written again, with less of each text, if it is too long. */
  public void write(Consumer<LogLine> fields) {
    writeLine((json, limits) -> fields.accept(new LogLine(json, limits)));
  }

  void writeLine(Line line) {
    byte[] bytes = new byte[0];
    for (TruncationLimits room : ROOMS) {
      bytes = bytes(line, room);
      if (bytes.length <= MAX_LENGTH) {
        break;
      }
    }
    // One call, so that lines of several threads do not mix.
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private static byte[] bytes(Line line, TruncationLimits room) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      line.write(json, room);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writes to memory only
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
