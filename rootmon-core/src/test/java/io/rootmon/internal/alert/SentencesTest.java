package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  @ParameterizedTest
  @CsvSource({
    "root signed in, Root signed in.",
    "rootmon does not monitor the region, rootmon does not monitor the region.",
    "account.amazonaws.com made the call, account.amazonaws.com made the call.",
    "what now?, What now?"
  })
  void capitalizesPhrasesButNotNames(String phrase, String sentence) {
    assertThat(Sentences.of(phrase)).isEqualTo(sentence);
    assertThat(Sentences.of(sentence)).isEqualTo(sentence);
  }
}
