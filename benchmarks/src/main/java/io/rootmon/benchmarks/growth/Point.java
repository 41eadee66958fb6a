package io.rootmon.benchmarks.growth;

/**
 * The average cost of an event.
 *
 * @param at the number of events, or of accounts
 * @param micros the CPU time of all threads of the process
 * @param kilobytes the allocated heap
 */
record Point(long at, double micros, double kilobytes) {
  /** Parses a line of a worker. */
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
