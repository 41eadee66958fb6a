package io.rootmon.alert;

import io.rootmon.judge.Severity;
import java.util.Optional;

/**
 * A row of a {@link Timeline}: how much happened in a slot of time, and how alarming it was.
 *
 * @param from when it begins, as far as the picture needs to say
 * @param worst empty where nothing happened
 * @param letter the first of the worst severity's name, or nothing
 * @param percent of the longest bar, from 0 to 100; at least 1 where anything happened
 * @param bar the same in signs, for plain text
 */
public record TimelineBucket(
    String from, long count, Optional<Severity> worst, String letter, int percent, String bar)
    implements Drawn {
  private static final int COLUMNS = 40;

  /** One of a picture whose longest bar stands for so many. */
  static TimelineBucket of(String from, long count, Optional<Severity> worst, long most) {
    return new TimelineBucket(
        from,
        count,
        worst,
        letter(worst),
        count == 0 ? 0 : (int) Math.max(1, 100 * count / most),
        "#".repeat(count == 0 ? 0 : (int) Math.max(1, COLUMNS * count / most)));
  }

  static String letter(Optional<Severity> severity) {
    return severity.map(it -> it.name().substring(0, 1)).orElse("");
  }
}
