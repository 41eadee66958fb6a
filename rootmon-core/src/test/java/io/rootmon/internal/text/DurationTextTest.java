package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 minutes, 1 minute, 0 days, 0 s",
    "PT1S, 1 second, 1 minute, 1 second, 1 s",
    "PT59S, 59 seconds, 1 minute, 59 seconds, 59 s",
    "PT1M, 1 minute, 1 minute, 1 minute, 1 min 0 s",
    "PT1M1S, 1 minute, 2 minutes, 61 seconds, 1 min 1 s",
    "PT1H, 60 minutes, 60 minutes, 1 hour, 1 h 0 min",
    "PT1H59M59S, 119 minutes, 2 hours, '7,199 seconds', 1 h 59 min",
    "PT2H, 2 hours, 2 hours, 2 hours, 2 h 0 min",
    "PT2H1S, 2 hours, 3 hours, '7,201 seconds', 2 h 0 min",
    "PT24H, 24 hours, 24 hours, 1 day, 1 d 0 h",
    "PT47H59M1S, 47 hours, 2 days, '172,741 seconds', 1 d 23 h",
    "PT48H, 2 days, 2 days, 2 days, 2 d 0 h",
    "PT48H0.001S, 2 days, 3 days, 2 days, 2 d 0 h",
    "PT72H, 3 days, 3 days, 3 days, 3 d 0 h"
  })
  void formatsADurationInEachForm(
      Duration span, String floor, String ceiling, String exact, String brief) {
    assertThat(DurationText.of(span)).isEqualTo(floor);
    assertThat(DurationText.roundedUp(span)).isEqualTo(ceiling);
    assertThat(DurationText.exact(span)).isEqualTo(exact);
    assertThat(DurationText.brief(span)).isEqualTo(brief);
  }
}
