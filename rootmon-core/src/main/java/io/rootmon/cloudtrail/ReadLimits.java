package io.rootmon.cloudtrail;

/**
 * The limits for reading an untrusted source. Input that exceeds a limit is rejected.
 *
 * @param recordBytes the maximum size of a record; EventBridge's largest event has 1 MB, and
 *     CloudTrail's records are smaller
 * @param depth the maximum nesting of objects and lists
 * @param wrappings the maximum nesting of queue, topic or log messages
 * @param inflation the maximum ratio of uncompressed to compressed bytes; CloudTrail's logs reach
 *     about 20, one record repeated reaches about 250, and gzip's own limit, which only
 *     decompression bombs approach, is 1,032
 * @param inflationGrace the number of uncompressed bytes from which the ratio is checked
 */
public record ReadLimits(
    int recordBytes, int depth, int wrappings, int inflation, long inflationGrace) {
  /** The limits for messages and log files of AWS. */
  public static final ReadLimits DEFAULT =
      new ReadLimits(8 * 1024 * 1024, 250, 8, 500, 64L * 1024 * 1024);

  public ReadLimits {
    requirePositive("record bytes", recordBytes);
    requirePositive("depth", depth);
    requirePositive("wrappings", wrappings);
    requirePositive("inflation", inflation);
    requirePositive("inflation grace", inflationGrace);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": expected more than 0 but was " + value);
    }
  }
}
