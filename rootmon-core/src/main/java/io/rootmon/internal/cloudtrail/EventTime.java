package io.rootmon.internal.cloudtrail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/**
 * Parses the formats of an event's time: ISO 8601 with T or a space, up to nine fraction digits,
 * and an optional zone (the default is UTC); or seconds or milliseconds since 1970.
 */
public final class EventTime {
  private static final DateTimeFormatter OFFSET =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendLiteral("UTC")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  /**
   * Numbers from here on are milliseconds: CloudTrail cannot have written a later time in seconds.
   */
  private static final double FIRST_MILLISECONDS = 1e11;

  /** The lowest valid number of seconds, which is earlier than any record. */
  private static final double FIRST_SECONDS = 1e9;

  /** The highest valid number of milliseconds, in the year 2286. */
  private static final double LAST_MILLISECONDS = 1e13;

  private static final String PATTERN = "0000-00-00T00:00:00Z";

  private EventTime() {}

  /**
   * Returns whether all characters except the separators are digits, and the time is neither 24:00
   * nor a leap second.
   */
  private static boolean isPlain(String time) {
    for (int index = 0; index < PATTERN.length(); index++) {
      char next = time.charAt(index);
      char wanted = PATTERN.charAt(index);
      if (wanted == '0' ? next < '0' || next > '9' : next != wanted) {
        return false;
      }
    }
    return number(time, 11, 13) < 24 && number(time, 17, 19) < 60;
  }

  /** Parses the format of nearly every record. A formatter takes ten times as long. */
  private static Instant plain(String time) {
    return LocalDateTime.of(
            number(time, 0, 4),
            number(time, 5, 7),
            number(time, 8, 10),
            number(time, 11, 13),
            number(time, 14, 16),
            number(time, 17, 19))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  public static Optional<Instant> parse(String text) {
    String time = text.strip();
    try {
      if (time.length() == 20 && time.charAt(19) == 'Z' && time.charAt(10) == 'T') {
        return Optional.of(isPlain(time) ? plain(time) : Instant.parse(time));
      }
      if (time.matches("[0-9]{1,13}(\\.[0-9]{1,9})?([eE][+]?[0-9]{1,2})?")) {
        double number = Double.parseDouble(time);
        if (number < FIRST_SECONDS || number > LAST_MILLISECONDS) {
          return Optional.empty();
        }
        double seconds = number >= FIRST_MILLISECONDS ? number / 1000 : number;
        return Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000)));
      }
      if (time.length() > 10 && time.charAt(10) == ' ') {
        time = time.substring(0, 10) + 'T' + time.substring(11);
      }
      return Optional.of(
          OFFSET
              .parseBest(time, OffsetDateTime::from, LocalDateTime::from)
              .query(
                  it ->
                      it instanceof OffsetDateTime offset
                          ? offset.toInstant()
                          : LocalDateTime.from(it).toInstant(ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
