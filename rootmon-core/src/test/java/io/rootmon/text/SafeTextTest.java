package io.rootmon.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void lineBreaksControlAndDirectionCharactersAreGone() {
    assertThat(SafeText.line("a\r\nBcc: b\u0000\u001b[31m\u202e c\u200b\ufeff", 100))
        .isEqualTo("a Bcc: b [31m c");
  }

  @Test
  void addressesCannotBeFollowed() {
    assertThat(SafeText.line("https://evil.example www.evil.example mailto:x@y.z", 100))
        .isEqualTo("https[:]//evil.example www[.]evil.example mailto[:]x@y.z");
  }

  @Test
  void aCutTextEndsInAnEllipsisAndKeepsItsLastCharacterWhole() {
    assertThat(SafeText.line("ab\ud83d\ude00cd", 4)).isEqualTo("ab\ud83d\ude00…");
    assertThat(SafeText.line("ab\ud83d\ude00", 3)).isEqualTo("ab\ud83d\ude00");
    assertThat(SafeText.line("half \ud83d", 9)).isEqualTo("half \ufffd");
  }

  @Property
  void anyTextBecomesOneLineOfAtMostTheLength(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int longest) {
    String line = SafeText.line(text, longest);

    assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(longest);
    assertThat(line.codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(it -> Character.getType(it) == Character.FORMAT)
        .noneMatch(it -> Character.getType(it) == Character.SURROGATE)
        .noneMatch(it -> it == '\u2028' || it == '\u2029');
  }
}
