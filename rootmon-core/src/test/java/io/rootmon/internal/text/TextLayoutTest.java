package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextLayoutTest {
  @Test
  void longLineOfAListContinuesUnderItsText() {
    assertThat(TextLayout.wrapped("10. " + "word ".repeat(17) + "\n- " + "words ".repeat(14)))
        .isEqualTo(
            """
            10. word word word word word word word word word word word word word word word
                word word
            - words words words words words words words words words words words words
              words words
            """);
  }

  @Test
  void continuationCannotPassForASeparateLine() {
    String forged = "a".repeat(68) + " ".repeat(9) + "Severity: INFO";

    assertThat(TextLayout.wrapped("User agent: " + forged).lines())
        .noneMatch(it -> it.startsWith("Severity"));
  }

  @Test
  void addressIsNeverBroken() {
    String address = "https://example.com/" + "a".repeat(100);

    assertThat(TextLayout.wrapped("- the event\n  " + address)).contains("\n  " + address + "\n");
  }

  @Test
  void emptyLinesDoNotPileUp() {
    assertThat(TextLayout.wrapped("\na\n\n\n \nb\n\n")).isEqualTo("a\n\nb\n");
  }

  @Property
  void noLineIsLongerThanTheScreenAndNothingIsLost(
      @ForAll @StringLength(max = 500) @Chars({'a', 'b', ' ', '-', '1', '.', '\n', 'é'})
          String text) {
    String wrapped = TextLayout.wrapped(text);

    assertThat(wrapped.lines()).allMatch(it -> it.length() <= 78);
    assertThat(wrapped.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
  }
}
