package io.rootmon.alert;

import io.rootmon.judge.Severity;
import java.util.Optional;

/**
 * A row of a {@link Timeline}: a slot of time, or several slots without events.
 *
 * @param from the beginning of the slot, as a time of day or a date
 * @param worst the highest severity; empty if there were no events
 * @param letter the first letter of the severity, or nothing
 * @param percent of the longest bar, from 0 to 100; at least 1 if there were events
 * @param bar the bar as characters, for plain text
 * @param gap how long there were no events; empty in a row that is one slot
 */
public record TimelineBucket(
    String from,
    long count,
    Optional<Severity> worst,
    String letter,
    int percent,
    String bar,
    Optional<String> gap)
    implements Drawn {
  private static final int COLUMNS = 40;

  /** Creates a slot of a chart whose longest bar represents {@code most} events. */
  static TimelineBucket of(String from, long count, Optional<Severity> worst, long most) {
    return new TimelineBucket(
        from,
        count,
        worst,
        letter(worst),
        count == 0 ? 0 : (int) Math.max(1, 100 * count / most),
        "#".repeat(count == 0 ? 0 : (int) Math.max(1, COLUMNS * count / most)),
        Optional.empty());
  }

  /** Creates the row of several slots without events. */
  static TimelineBucket gap(String from, String span) {
    return new TimelineBucket(from, 0, Optional.empty(), "", 0, "", Optional.of(span));
  }

  static String letter(Optional<Severity> severity) {
    return severity.map(it -> it.name().substring(0, 1)).orElse("");
  }
}
