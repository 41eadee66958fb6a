package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CutTest {
  @Test
  void textWithinTheLimitStaysAsItIs() {
    assertThat(Cut.markup("a &amp; b", 9)).isEqualTo("a &amp; b");
    assertThat(Cut.bytes("é", 2)).isEqualTo("é");
  }

  @Test
  void noHalfCharacterIsLeft() {
    assertThat(Cut.bytes("ab💥💥", 9)).isEqualTo("ab💥…".substring(0, 2) + "💥".repeat(1) + "…");
    assertThat(Cut.bytes("ab💥💥", 8)).isEqualTo("ab…");
    assertThat(Cut.markup("ab💥💥", 5)).isEqualTo("ab…");
  }

  @Test
  void noHalfEntityIsLeft() {
    assertThat(Cut.markup("ab&amp;cdef", 8)).isEqualTo("ab…");
    assertThat(Cut.markup("ab&amp;cdef", 9)).isEqualTo("ab&amp;…");
  }

  @Test
  void noHalfLinkIsLeft() {
    assertThat(Cut.markup("see <https://example.com|here> and more", 32))
        .isEqualTo("see <https://example.com|here>…");
    assertThat(Cut.markup("see <https://example.com|here> and more", 31)).isEqualTo("see …");
  }

  @Test
  void codeIsClosed() {
    assertThat(Cut.markup("*From*\n`203.0.113.7`", 14)).isEqualTo("*From*\n`203.…`");
  }

  @Property
  void bytesNeverExceedTheLimit(
      @ForAll String text, @ForAll @IntRange(min = 3, max = 60) int limit) {
    String cut = Cut.bytes(text, limit);

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(limit);
    assertThat(cut.equals(text) || cut.endsWith("…")).isTrue();
  }

  @Property
  void markupNeverExceedsTheLimit(
      @ForAll @Chars({'&', '<', '>', ';', '|', '`', '\n', 'a', '\uD83D', '\uDCA5'}) String text,
      @ForAll @IntRange(min = 2, max = 60) int limit) {
    String escaped = SlackFormat.INSTANCE.escapePlainText(text);

    String cut = Cut.markup(escaped, limit);

    assertThat(cut).hasSizeLessThanOrEqualTo(limit);
    assertThat(cut.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&", "<", ">");
  }
}
