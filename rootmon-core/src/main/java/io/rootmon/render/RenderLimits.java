package io.rootmon.render;

/**
 * How much of an alert, or of a document, is printed.
 *
 * @param characters the longest text
 * @param items the longest list
 */
record RenderLimits(int characters, int items) {
  static final RenderLimits LARGEST = new RenderLimits(1_000, 40);

  /** A page for a browser. Its creator limits it. */
  static final RenderLimits DOCUMENT = new RenderLimits(1_000, Integer.MAX_VALUE);

  private static final RenderLimits SMALLEST = new RenderLimits(40, 10);

  boolean isSmallest() {
    return equals(SMALLEST);
  }

  /** About half as much. */
  RenderLimits smaller() {
    return new RenderLimits(
        Math.max(characters / 2, SMALLEST.characters), Math.max(items * 3 / 4, SMALLEST.items));
  }
}
