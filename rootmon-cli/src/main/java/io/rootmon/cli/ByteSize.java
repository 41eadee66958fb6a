package io.rootmon.cli;

import java.util.Locale;

/** A number of bytes as people read it: {@code 1.2 GB}. */
public final class ByteSize {
  private static final double KB = 1000;

  private ByteSize() {}

  /** Formats a size, or a rate. */
  public static String of(double bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (value >= KB && unit < units.length - 1) {
      value /= KB;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
