package io.rootmon.cli.scan;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The days of CloudTrail's folders that can contain events of a time range. A folder's day is the
 * day of the delivery.
 *
 * @param first the first day; empty if the range has no beginning
 * @param last the last day; empty if the range has no end
 */
public record ScanDays(Optional<LocalDate> first, Optional<LocalDate> last) {
  /** AssumeRoot gives out a session of 15 minutes at most, which may act within the range. */
  private static final Duration SESSION = Duration.ofHours(1);

  /**
   * CloudTrail delivers within minutes as a rule, but an event before midnight, and one that
   * arrives late, lies in the folder of the next day.
   */
  private static final int DELIVERY_DAYS = 1;

  /** The days of a range. */
  public static ScanDays of(TimeRange range) {
    return new ScanDays(
        range.since().map(it -> it.minus(SESSION).atZone(ZoneOffset.UTC).toLocalDate()),
        range
            .until()
            .map(
                it ->
                    it.minusNanos(1).atZone(ZoneOffset.UTC).toLocalDate().plusDays(DELIVERY_DAYS)));
  }
}
