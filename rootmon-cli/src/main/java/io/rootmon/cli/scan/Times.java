package io.rootmon.cli.scan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats times for a page. */
public final class Times {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  /** Formats a time in UTC without the name of the time zone. */
  public static String plain(Instant time) {
    return SECONDS.format(time);
  }

  public static String utc(Instant time) {
    return plain(time) + " UTC";
  }
}
