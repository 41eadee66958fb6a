package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWrapTest {
  @Test
  void breaksAtSpacesOnly() {
    assertThat(TextWrap.lines("one two three", 7)).containsExactly("one two", "three");
    assertThat(TextWrap.lines("https://example.com/a-long-path is", 10))
        .containsExactly("https://example.com/a-long-path", "is");
  }

  @Test
  void keepsATimeAndAnAccountInOneLine() {
    assertThat(TextWrap.lines("until 2026-04-02 18:00:00 UTC", 18))
        .containsExactly("until", "2026-04-02 18:00:00", "UTC");
    assertThat(TextWrap.lines("in payments-prod (111122223333)", 20))
        .containsExactly("in", "payments-prod (111122223333)");
  }

  @Test
  void indentsTheLinesAfterTheFirst() {
    assertThat(TextWrap.indented("one two three", 2, 14)).isEqualTo("  one two\n      three\n");
  }
}
