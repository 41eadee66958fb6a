package io.rootmon.benchmarks.growth;

/**
 * What an event needed in the mean.
 *
 * @param at so many events, or accounts
 * @param micros of CPU time, of all the process's threads
 * @param kilobytes of the heap
 */
record Point(long at, double micros, double kilobytes) {
  /** Of a worker's line. */
  static Point of(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("worker: expected three numbers but was " + line);
    }
    return new Point(
        Long.parseLong(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
  }

  Point at(long other) {
    return new Point(other, micros, kilobytes);
  }
}
