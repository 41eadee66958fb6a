package io.rootmon.benchmarks.cold;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The resources of one process from its start to its first response. */
record Run(double wallMillis, double cpuMillis, double peakMegabytes) {

  static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    List<Double> sorted =
        runs.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * CPU time has a resolution of 10 ms, so the interquartile mean is more precise than the median.
   */
  static double middle(List<Run> runs, ToDoubleFunction<Run> figure) {
    return runs.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(runs.size() / 4)
        .limit(runs.size() - 2L * (runs.size() / 4))
        .average()
        .orElseThrow();
  }
}
