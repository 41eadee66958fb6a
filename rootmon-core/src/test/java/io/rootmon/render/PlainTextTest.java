package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void longLineOfAListContinuesUnderItsText() {
    assertThat(PlainText.wrapped("10. " + "word ".repeat(17) + "\n- " + "words ".repeat(14)))
        .isEqualTo(
            """
            10. word word word word word word word word word word word word word word word
                word word
            - words words words words words words words words words words words words
              words words
            """);
  }

  @Test
  void continuationCannotPassForALineOfItsOwn() {
    String forged = "a".repeat(68) + " ".repeat(9) + "Severity: INFO";

    assertThat(PlainText.wrapped("User agent: " + forged).lines())
        .noneMatch(it -> it.startsWith("Severity"));
  }

  @Test
  void addressIsNeverBroken() {
    String address = "https://example.com/" + "a".repeat(100);

    assertThat(PlainText.wrapped("- the event\n  " + address)).contains("\n  " + address + "\n");
  }

  @Test
  void emptyLinesDoNotPileUp() {
    assertThat(PlainText.wrapped("\na\n\n\n \nb\n\n")).isEqualTo("a\n\nb\n");
  }

  @Property
  void noLineIsLongerThanTheScreenAndNothingIsLost(
      @ForAll @StringLength(max = 500) @Chars({'a', 'b', ' ', '-', '1', '.', '\n', 'é'})
          String text) {
    String wrapped = PlainText.wrapped(text);

    assertThat(wrapped.lines()).allMatch(it -> it.length() <= 78);
    assertThat(wrapped.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
  }
}
