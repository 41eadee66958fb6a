package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void hasNoControlCharacters() {
    String text = "a\u001b[31mb\u0007\r\n\tc\u0085\u009b1m\u2028\u202ed\ud800e\u007f";

    assertThat(TerminalText.line(text)).isEqualTo("a[31mb   c1mde");
    assertThat(TerminalText.lines(text)).isEqualTo("a[31mb\n c1mde");
  }

  @Test
  void preservesOtherLanguagesAndWholeCharacters() {
    assertThat(TerminalText.line("Größe 東京 😀")).isEqualTo("Größe 東京 😀");
    assertThat(TerminalText.line("😀😀😀", 2)).isEqualTo("😀…");
    assertThat(TerminalText.line("x".repeat(1_000_000))).hasSize(2_000).endsWith("x…");
  }
}
