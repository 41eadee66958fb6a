package io.rootmon.cloudtrail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/**
 * The ways in which an event's time is written: ISO 8601 with T or a space, up to nine fraction
 * digits, with a zone or (then UTC) without; or seconds or milliseconds since 1970.
 */
final class EventTime {
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
   * Later than any time in seconds that CloudTrail can have written: the number is milliseconds.
   */
  private static final double FIRST_MILLISECONDS = 1e11;

  /** Before any record, and after all that will be written before the year 2286. */
  private static final double FIRST_SECONDS = 1e9;

  private static final double LAST_MILLISECONDS = 1e13;

  private EventTime() {}

  static Optional<Instant> parse(String text) {
    String time = text.strip();
    try {
      if (time.length() == 20 && time.charAt(19) == 'Z' && time.charAt(10) == 'T') {
        return Optional.of(Instant.parse(time));
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
