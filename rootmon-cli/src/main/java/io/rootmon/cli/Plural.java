package io.rootmon.cli;

import java.util.Locale;

/** A number with its noun: {@code 17,620 records}. */
public final class Plural {
  private Plural() {}

  public static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  public static String of(long count, String one, String more) {
    return number(count) + " " + (count == 1 ? one : more);
  }

  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
