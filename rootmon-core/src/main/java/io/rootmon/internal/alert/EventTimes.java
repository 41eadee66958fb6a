package io.rootmon.internal.alert;

import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Formats the times of one incident in UTC. Within one day, the date is printed once.
 *
 * @param first the time of the earliest event
 * @param last the time of the latest event
 */
record EventTimes(Instant first, Instant last) {
  private static final DateTimeFormatter TIME = formatter("HH:mm:ss");
  private static final DateTimeFormatter DAY_AND_TIME = formatter("MM-dd HH:mm:ss");
  private static final DateTimeFormatter DATE_AND_TIME = formatter("yyyy-MM-dd HH:mm:ss");

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Returns the range of some events in the order of their times. */
  static EventTimes of(List<IncidentEvent> events) {
    return new EventTimes(events.get(0).time(), events.get(events.size() - 1).time());
  }

  /** Returns such as "2026-03-14 02:00:00 to 02:19:56 UTC (20 minutes)". */
  String range() {
    if (first.equals(last)) {
      return Facts.time(first);
    }
    String end = isOneDay() ? TIME.format(last) : DATE_AND_TIME.format(last);
    String span = DurationText.roundedUp(Duration.between(first, last));
    return DATE_AND_TIME.format(first) + " to " + end + " UTC (" + span + ")";
  }

  /** Formats a time of the incident, without the date if the incident lasted one day. */
  String time(Instant time) {
    return (isOneDay() ? TIME : DAY_AND_TIME).format(time);
  }

  private boolean isOneDay() {
    return day(first).equals(day(last));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
