package io.rootmon.benchmarks.growth;

import java.util.List;

/** The points of one store along one axis. */
record Series(String store, Axis axis, List<Point> points) {
  /** The quantity on the axis. */
  enum Axis {
    EVENTS("events so far"),
    ACCOUNTS("accounts");

    private final String words;

    Axis(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  Series {
    points = List.copyOf(points);
  }
}
