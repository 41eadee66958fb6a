package io.rootmon.internal.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Formats durations for people. */
public final class DurationText {
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private DurationText() {}

  /**
   * Returns the duration in one unit, rounded down: minutes below two hours, then hours, then days.
   */
  public static String of(Duration span) {
    if (span.compareTo(TWO_DAYS) >= 0) {
      return CountText.of(span.toDays(), "day");
    } else if (span.compareTo(TWO_HOURS) >= 0) {
      return CountText.of(span.toHours(), "hour");
    } else if (span.toMinutes() == 0 && span.toSeconds() > 0) {
      return CountText.of(span.toSeconds(), "second");
    }
    return CountText.of(span.toMinutes(), "minute");
  }

  /** Returns the duration in one unit, rounded up, and at least one minute. */
  public static String roundedUp(Duration span) {
    Duration minutes = ceiling(span, ChronoUnit.MINUTES);
    if (minutes.compareTo(TWO_DAYS) >= 0) {
      return of(ceiling(minutes, ChronoUnit.DAYS));
    }
    if (minutes.compareTo(TWO_HOURS) >= 0) {
      return CountText.of(ceiling(minutes, ChronoUnit.HOURS).toHours(), "hour");
    }
    return CountText.of(Math.max(1, minutes.toMinutes()), "minute");
  }

  /** Returns the duration in the largest unit of which it is a multiple: {@code 90 minutes}. */
  public static String exact(Duration span) {
    long seconds = span.toSeconds();
    if (seconds % 86_400 == 0) {
      return CountText.of(seconds / 86_400, "day");
    } else if (seconds % 3_600 == 0) {
      return CountText.of(seconds / 3_600, "hour");
    } else if (seconds % 60 == 0) {
      return CountText.of(seconds / 60, "minute");
    }
    return CountText.of(seconds, "second");
  }

  /** Returns the duration in its two largest units, abbreviated: {@code 2 h 5 min}. */
  public static String brief(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + " d " + span.toHoursPart() + " h";
    } else if (span.toHours() > 0) {
      return span.toHours() + " h " + span.toMinutesPart() + " min";
    } else if (span.toMinutes() > 0) {
      return span.toMinutes() + " min " + span.toSecondsPart() + " s";
    }
    return span.toSeconds() + " s";
  }

  private static Duration ceiling(Duration span, ChronoUnit unit) {
    Duration floor = span.truncatedTo(unit);
    return floor.equals(span) ? floor : floor.plus(unit.getDuration());
  }
}
