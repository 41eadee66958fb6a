package io.rootmon.cli.scan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a page shows them. */
public final class Times {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  /** In UTC, which it does not say. */
  public static String plain(Instant time) {
    return SECONDS.format(time);
  }

  public static String utc(Instant time) {
    return plain(time) + " UTC";
  }
}
