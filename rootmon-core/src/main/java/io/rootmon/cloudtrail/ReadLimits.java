package io.rootmon.cloudtrail;

/**
 * How much of an untrusted source is taken before it is refused.
 *
 * @param recordBytes the largest record; EventBridge's largest event is 1 MB, CloudTrail's records
 *     are below
 * @param depth how deep objects and lists may nest
 * @param wrappings how many queue, topic or log messages may be wrapped in each other
 * @param inflation the highest ratio of unpacked to packed bytes; CloudTrail's logs reach about 20,
 *     one record repeated about 250, and gzip's own limit, which only bombs come near, is 1,032
 * @param inflationGrace the unpacked bytes from which that ratio counts
 */
public record ReadLimits(
    int recordBytes, int depth, int wrappings, int inflation, long inflationGrace) {
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
