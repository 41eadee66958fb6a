package io.rootmon.internal.text;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats counts with their noun, and lists of which only the first items are shown. */
public final class CountText {
  private CountText() {}

  /** Returns a count with its noun: {@code 17,620 records}. */
  public static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** Returns a count with its noun, for a noun whose plural is irregular. */
  public static String of(long count, String singular, String plural) {
    return number(count) + " " + (count == 1 ? singular : plural);
  }

  /** Returns a number with a comma every three digits. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns the first items and the number of the others: {@code a, b and 3 more}. */
  public static String list(Collection<String> items, int limit) {
    String shown = items.stream().limit(limit).collect(Collectors.joining(", "));
    int more = items.size() - limit;
    return more > 0 ? shown + " and " + number(more) + " more" : shown;
  }

  /** Returns the first items and the number of the others: {@code a, b and 3 more regions}. */
  public static String list(Collection<String> items, int limit, String plural) {
    String list = list(items, limit);
    return items.size() > limit ? list + " " + plural : list;
  }
}
