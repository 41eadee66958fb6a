package io.rootmon.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueDescriptionTest {
  @ParameterizedTest
  @CsvSource({
    "https://alice:hush@slack.example/api, https://***@slack.example/api",
    "https://alice:hu@sh@slack.example/api, https://***@slack.example/api",
    "https://slack.example/api, https://slack.example/api",
    "alice@example.com, alice@example.com"
  })
  void quotesAnAddressWithoutItsPassword(String text, String seen) {
    assertThat(ValueDescription.line(text)).isEqualTo(seen);
  }
}
