package io.rootmon.internal.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds the local time of a time zone to each UTC time in a string. */
public final class LocalTimes {
  private static final Pattern UTC =
      Pattern.compile("\\b(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}(?::\\d{2})?) UTC\\b(?! \\()");

  private LocalTimes() {}

  /**
   * Returns the text with local times in parentheses, such as {@code 2026-03-01 03:12:44 UTC
   * (04:12:44 CET)}. The local time includes the date if it differs from the UTC date.
   */
  public static String add(String text, ZoneId zone) {
    if (!text.contains(" UTC")) {
      return text;
    }
    Matcher matcher = UTC.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(out, Matcher.quoteReplacement(both(matcher.group(1), zone)));
    }
    return matcher.appendTail(out).toString();
  }

  private static String both(String utc, ZoneId zone) {
    LocalDateTime time;
    try {
      time = LocalDateTime.parse(utc.replace(' ', 'T'));
    } catch (DateTimeException e) {
      return utc + " UTC"; // such as the 31st of February
    }
    Instant instant = time.toInstant(ZoneOffset.UTC);
    ZonedDateTime local = instant.atZone(zone);
    String pattern =
        (local.toLocalDate().equals(time.toLocalDate()) ? "" : "yyyy-MM-dd ")
            + (utc.length() > "2026-03-01 03:12".length() ? "HH:mm:ss" : "HH:mm")
            + " zzz";
    return utc
        + " UTC ("
        + DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local)
        + ")";
  }
}
