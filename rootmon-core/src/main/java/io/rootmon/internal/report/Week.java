package io.rootmon.internal.report;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A week in ISO 8601 numbering, from Monday to Sunday in UTC.
 *
 * @param year the year of the week, which may differ from the year of the date around New Year
 */
public record Week(int year, int number) {
  public static final int DAYS = 7;

  private static final Pattern NAME = Pattern.compile("([0-9]{4})-W([0-9]{2})");

  public Week {
    long last = IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirstWeek(year)).getMaximum();
    if (number < 1 || number > last) {
      throw new IllegalArgumentException(
          "week: must be 1 to " + last + " of " + year + " but is " + number);
    }
  }

  public static Week of(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return new Week(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** Parses a name such as {@code 2026-W47}. */
  public static Week parse(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "week: must be one such as 2026-W47 but is '" + name + "'");
    }
    return new Week(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** Returns a date in the first week. In every year, January 4 is in the first week. */
  private static LocalDate inFirstWeek(int year) {
    return LocalDate.of(year, 1, 4);
  }

  public LocalDate monday() {
    return inFirstWeek(year).with(DayOfWeek.MONDAY).plusWeeks(number - 1L);
  }

  public Instant begin() {
    return monday().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Returns the start of the next week. */
  public Instant end() {
    return begin().plus(Duration.ofDays(DAYS));
  }

  public boolean contains(Instant time) {
    return !time.isBefore(begin()) && time.isBefore(end());
  }

  /**
   * Returns the day from 0 (Monday) to 6. A time outside the week counts on its first or last day.
   */
  public int day(Instant time) {
    long day = Duration.between(begin(), time).toDays();
    return (int) Math.max(0, Math.min(DAYS - 1, day));
  }

  public List<LocalDate> days() {
    return IntStream.range(0, DAYS).mapToObj(it -> monday().plusDays(it)).toList();
  }

  public Week previous() {
    return of(begin().minusSeconds(1));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04d-W%02d", year, number);
  }
}
