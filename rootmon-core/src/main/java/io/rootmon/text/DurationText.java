package io.rootmon.text;

import java.time.Duration;

/** A span of time as a person says it. */
public final class DurationText {
  private DurationText() {}

  public static String of(Duration span) {
    if (span.compareTo(Duration.ofDays(2)) >= 0) {
      return span.toDays() + " days";
    } else if (span.compareTo(Duration.ofHours(2)) >= 0) {
      return span.toHours() + " hours";
    }
    if (span.compareTo(Duration.ofMinutes(1)) < 0 && span.toSeconds() > 0) {
      return span.toSeconds() == 1 ? "1 second" : span.toSeconds() + " seconds";
    }
    return span.toMinutes() == 1 ? "1 minute" : span.toMinutes() + " minutes";
  }
}
