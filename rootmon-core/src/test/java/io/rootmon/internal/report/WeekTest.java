package io.rootmon.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WeekTest {
  @Test
  void theYearsEndBelongsToTheWeeksYear() {
    assertThat(week("2026-12-28T00:00:00Z")).isEqualTo("2026-W53");
    assertThat(week("2027-01-03T23:59:59Z")).isEqualTo("2026-W53");
    assertThat(week("2027-01-04T00:00:00Z")).isEqualTo("2027-W01");
    assertThat(week("2024-12-30T00:00:00Z")).isEqualTo("2025-W01");
    assertThat(new Week(2027, 1).previous()).isEqualTo(new Week(2026, 53));
    assertThat(new Week(2025, 1).begin()).isEqualTo("2024-12-30T00:00:00Z");
  }

  @Test
  void aWeekBeginsOnMondayInUtc() {
    Week week = Week.parse("2026-W47");

    assertThat(week.begin()).isEqualTo("2026-11-16T00:00:00Z");
    assertThat(week.contains(week.begin())).isTrue();
    assertThat(week.contains(week.begin().minusNanos(1))).isFalse();
    assertThat(week.contains(week.end())).isFalse();
    assertThat(week.day(Instant.parse("2026-11-16T23:59:59Z"))).isZero();
    assertThat(week.day(Instant.parse("2026-11-17T00:00:00Z"))).isEqualTo(1);
    assertThat(week.days().get(6)).hasToString("2026-11-22");
  }

  @Property
  void everyInstantBelongsToOneWeek(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long second) {
    Instant time = Instant.ofEpochSecond(second);
    Week week = Week.of(time);

    assertThat(week.contains(time)).isTrue();
    assertThat(week.previous().end()).isEqualTo(week.begin());
    assertThat(Week.parse(week.toString())).isEqualTo(week);
  }

  @Test
  void rejectsAnInvalidWeek() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Week.parse("2025-W53"))
        .withMessage("week: must be 1 to 52 of 2025 but is 53");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Week.parse("last"))
        .withMessage("week: must be one such as 2026-W47 but is 'last'");
  }

  private static String week(String time) {
    return Week.of(Instant.parse(time)).toString();
  }
}
