package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void removesLineBreaksControlAndDirectionCharacters() {
    assertThat(SafeText.line("a\r\nBcc: b\u0000\u001b[31m\u202e c\u200b\ufeff", 100))
        .isEqualTo("a Bcc: b [31m c");
    assertThat(SafeText.line("a\u0085b\u00adc", 100)).isEqualTo("a bc");
  }

  @Test
  void addressesCannotBeFollowed() {
    assertThat(SafeText.line("https://evil.example www.evil.example mailto:x@y.z", 100))
        .isEqualTo("https[:]//evil.example www[.]evil.example mailto[:]x@y.z");
  }

  @Test
  void aTruncatedTextEndsInAnEllipsisWithoutSplittingACharacter() {
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

  /** The slow path returns the same text as the fast path for safe texts. */
  @Property(tries = 5_000)
  void anInvisibleCharacterBehindItChangesNothing(
      @ForAll
          @CharRange(from = ' ', to = '~')
          @Chars({'w', 'O', '.', ':', '/', ' ', '\t'})
          @StringLength(max = 12)
          String text) {
    assertThat(SafeText.line(text, 50)).isEqualTo(SafeText.line(text + "\u200b", 50));
  }

  @Property(tries = 5_000)
  void noLinkIsLeft(@ForAll("links") String text) {
    assertThat(SafeText.line(text, 100)).doesNotContainPattern("://|(?i)\\b(www|mailto)[.:]");
    assertThat(SafeText.line(text, 100)).isEqualTo(SafeText.line(text + "\u200b", 100));
  }

  @Provide
  Arbitrary<String> links() {
    return Arbitraries.of("www", "WWW", "mailto", "MailTo", ":", "//", ".", "a", " ", "http", "-")
        .list()
        .ofMaxSize(10)
        .map(it -> String.join("", it));
  }
}
