package io.rootmon.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLogWriterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonLogWriter lines =
      new JsonLogWriter(new PrintStream(out, false, StandardCharsets.UTF_8));

  @Test
  void nothingInATextBreaksOrTurnsTheLine() {
    lines.writeLine(
        (json, room) ->
            json.writeStringField("a", room.cut("\n\r\0\u007f\u0085\u2028\u202e\ud800\"}")));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":\"\\n\\r\\u0000\\uFFFD\\u0085\\u2028\\u202E\\uD800\\\"}\"}\n");
  }

  @Test
  void aTextIsCutOnWholeCharacters() {
    lines.writeLine(
        (json, room) -> json.writeStringField("a", room.cut("\ud83d\ude00".repeat(400))));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":\"" + "\\uD83D\\uDE00".repeat(299) + "\\u2026\"}\n");
  }

  @Test
  void truncatesATooLongMessage() {
    lines.writeLine(
        (json, room) -> {
          for (int i = 0; i < 20; i++) {
            json.writeStringField("text" + i, room.cut("\ud83d\ude00".repeat(400)));
          }
        });
    assertThat(out.size()).isBetween(4_000, JsonLogWriter.MAX_LENGTH);
  }
}
