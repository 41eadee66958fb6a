package io.rootmon.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:44Z");

  @ParameterizedTest
  @CsvSource({
    "30, PT30S",
    "' 0 ', PT0S",
    "999999999, PT1H",
    "'Sun, 1 Mar 2026 03:13:14 GMT', PT30S",
    "'Sun, 01 Mar 2026 03:00:00 GMT', PT0S",
    "'Sun, 01 Mar 2037 03:00:00 GMT', PT1H",
  })
  void readsBothForms(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "1e3", "99999999999999999999", "Sun, 99 Mar 2026"})
  void isEmptyWhenTheHeaderIsInvalid(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void isEmptyWhenTheHeaderIsAbsent() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}
