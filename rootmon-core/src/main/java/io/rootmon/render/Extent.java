package io.rootmon.render;

/**
 * How much of an alert, or of a document, is printed.
 *
 * @param characters the longest text
 * @param items the longest list
 */
record Extent(int characters, int items) {
  static final Extent LARGEST = new Extent(1_000, 40);

  /** A page that is read in a browser; whoever makes it bounds it. */
  static final Extent DOCUMENT = new Extent(1_000, Integer.MAX_VALUE);

  private static final Extent SMALLEST = new Extent(40, 10);

  boolean isSmallest() {
    return equals(SMALLEST);
  }

  /** About half as much. */
  Extent smaller() {
    return new Extent(
        Math.max(characters / 2, SMALLEST.characters), Math.max(items * 3 / 4, SMALLEST.items));
  }
}
