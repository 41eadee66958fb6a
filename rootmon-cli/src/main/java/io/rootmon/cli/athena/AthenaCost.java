package io.rootmon.cli.athena;

import io.rootmon.cli.ByteSize;
import java.util.Locale;

/**
 * The <a href="https://aws.amazon.com/athena/pricing/">price of a query</a>: 5 USD for a terabyte
 * scanned in us-east-1 and most regions, and 10 MB at least. Compressed bytes count.
 */
final class AthenaCost {
  private static final double USD_PER_TERABYTE = 5.0;
  private static final double TERABYTE = 1L << 40;
  private static final long MIN_BYTES = 10L << 20;

  private AthenaCost() {}

  /** Describes the bytes and their price, such as {@code 1.2 GB (0.01 USD)}. */
  static String of(long bytes) {
    double usd = (double) Math.max(bytes, MIN_BYTES) / TERABYTE * USD_PER_TERABYTE;
    String price = usd < 0.01 ? "less than 0.01 USD" : String.format(Locale.ROOT, "%,.2f USD", usd);
    return ByteSize.of((double) bytes) + " (" + price + ")";
  }
}
