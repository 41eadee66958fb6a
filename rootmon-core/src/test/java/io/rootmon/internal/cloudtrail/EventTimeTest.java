package io.rootmon.internal.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-03-14T02:00:00Z,              2026-03-14T02:00:00Z
          2024-02-29T23:59:59Z,              2024-02-29T23:59:59Z
          2026-03-14T24:00:00Z,              2026-03-15T00:00:00Z
          2026-12-31T23:59:60Z,              2026-12-31T23:59:59Z
          2026-03-14 02:00:00.123456789,     2026-03-14T02:00:00.123456789Z
          2026-03-14 02:00:00.123456789 UTC, 2026-03-14T02:00:00.123456789Z
          2026-03-14T02:00:00,               2026-03-14T02:00:00Z
          2026-03-14T02:00Z,                 2026-03-14T02:00:00Z
          2026-03-14T03:00:00+01:00,         2026-03-14T02:00:00Z
          2026-03-14 03:00:00 +0100,         2026-03-14T02:00:00Z
          1773453600,                        2026-03-14T02:00:00Z
          1773453600123,                     2026-03-14T02:00:00.123Z
          1773453600.5,                      2026-03-14T02:00:00.500Z
          1.7734536E9,                       2026-03-14T02:00:00Z
          """)
  void everyWritingIsRead(String text, Instant expected) {
    assertThat(EventTime.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-13-14T02:00:00Z",
        "2026-02-29T02:00:00Z",
        "2026-03-14T02:60:00Z",
        "2026-03-14T02:0:000Z",
        "2026-03-14",
        "12",
        "-5",
        "99999999999999"
      })
  void rejectsEveryOtherTimeFormat(String text) {
    assertThat(EventTime.parse(text)).isEmpty();
  }
}
