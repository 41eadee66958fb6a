package io.rootmon.cli.scan;

import io.rootmon.cli.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time range of the events to read: from {@code since}, and before {@code until}. */
public record TimeRange(Optional<Instant> since, Optional<Instant> until) {
  /** A range without limits. */
  public static final TimeRange ALL = new TimeRange(Optional.empty(), Optional.empty());

  /** Parses dates as UTC. If the end is a date, the range includes that whole day. */
  public static TimeRange of(@Nullable String since, @Nullable String until) {
    TimeRange span =
        new TimeRange(
            Optional.ofNullable(since).map(it -> parse("--since", it, 0)),
            Optional.ofNullable(until).map(it -> parse("--until", it, 1)));
    if (span.since.isPresent()
        && span.until.isPresent()
        && !span.since.get().isBefore(span.until.get())) {
      throw new UsageException(
          "--until " + until + " is not after --since " + since + ". Swap the two.");
    }
    return span;
  }

  public boolean contains(Instant time) {
    return (since.isEmpty() || !time.isBefore(since.get()))
        && (until.isEmpty() || time.isBefore(until.get()));
  }

  private static Instant parse(String option, String value, int daysAfter) {
    try {
      return value.contains("T")
          ? OffsetDateTime.parse(value).toInstant()
          : LocalDate.parse(value).plusDays(daysAfter).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException(
          "'"
              + value
              + "' is not valid for "
              + option
              + ". Use a date (2026-01-31) or a time (2026-01-31T08:00:00Z).");
    }
  }
}
