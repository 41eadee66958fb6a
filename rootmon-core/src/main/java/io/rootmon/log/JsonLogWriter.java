package io.rootmon.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.rootmon.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Lines of JSON for a log: each written whole, in ASCII, and no longer than {@link #MAX_LENGTH}.
 * Safe for use by many threads.
 */
public final class JsonLogWriter {
  /** In bytes, the line's end included. */
  public static final int MAX_LENGTH = 8_192;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // Nothing of an event's making can break a line, turn its direction or be half a letter.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final PrintStream out;

  public JsonLogWriter(PrintStream out) {
    this.out = out;
  }

  /** Writes the fields of a line, with texts and lists shortened to the limits. */
  @FunctionalInterface
  interface Line {
    void write(JsonGenerator json, TruncationLimits room) throws IOException;
  }

  /** The longest text, in characters, and the longest list. */
  record TruncationLimits(int text, int items) {
    String cut(String text) {
      // Of ASCII's control characters the only one that JSON lets pass.
      return SafeText.cut(text, this.text()).replace('\u007f', '\ufffd');
    }

    /** The raw text is all there is at its level, and gets more. */
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
    // One call: lines of several threads must not mix.
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
      throw new UncheckedIOException(e); // memory has no input or output errors
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
