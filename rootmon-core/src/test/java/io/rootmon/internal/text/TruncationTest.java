package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.render.SlackOutputFormat;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TruncationTest {
  @Test
  void textWithinTheLimitStaysAsItIs() {
    assertThat(Truncation.markup("a &amp; b", 9)).isEqualTo("a &amp; b");
    assertThat(Truncation.bytes("é", 2)).isEqualTo("é");
  }

  @Test
  void noHalfCharacterIsLeft() {
    assertThat(Truncation.bytes("ab💥💥", 9))
        .isEqualTo("ab💥…".substring(0, 2) + "💥".repeat(1) + "…");
    assertThat(Truncation.bytes("ab💥💥", 8)).isEqualTo("ab…");
    assertThat(Truncation.markup("ab💥💥", 5)).isEqualTo("ab…");
  }

  @Test
  void noHalfEntityIsLeft() {
    assertThat(Truncation.markup("ab&amp;cdef", 8)).isEqualTo("ab…");
    assertThat(Truncation.markup("ab&amp;cdef", 9)).isEqualTo("ab&amp;…");
  }

  @Test
  void noHalfLinkIsLeft() {
    assertThat(Truncation.markup("see <https://example.com|here> and more", 32))
        .isEqualTo("see <https://example.com|here>…");
    assertThat(Truncation.markup("see <https://example.com|here> and more", 31)).isEqualTo("see …");
  }

  @Test
  void codeIsClosed() {
    assertThat(Truncation.markup("*From*\n`203.0.113.7`", 14)).isEqualTo("*From*\n`203.…`");
  }

  @Property
  void bytesNeverExceedTheLimit(
      @ForAll String text, @ForAll @IntRange(min = 3, max = 60) int limit) {
    String cut = Truncation.bytes(text, limit);

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
    assertThat(cut.equals(text) || cut.endsWith("…")).isTrue();
  }

  @Property
  void markupNeverExceedsTheLimit(
      @ForAll @Chars({'&', '<', '>', ';', '|', '`', '\n', 'a', '\uD83D', '\uDCA5'}) String text,
      @ForAll @IntRange(min = 2, max = 60) int limit) {
    String escaped = SlackOutputFormat.INSTANCE.escapePlainText(text);

    String cut = Truncation.markup(escaped, limit);

    assertThat(cut).hasSizeLessThanOrEqualTo(limit);
    assertThat(cut.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&", "<", ">");
  }
}
