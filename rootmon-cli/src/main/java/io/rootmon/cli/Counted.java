package io.rootmon.cli;

import java.util.Locale;

/** A number with its noun: {@code 17,620 records}. */
public final class Counted {
  private Counted() {}

  public static String of(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
