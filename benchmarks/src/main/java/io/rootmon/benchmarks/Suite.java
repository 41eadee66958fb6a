package io.rootmon.benchmarks;

import java.util.function.Consumer;

/** Figures that are measured together, each with its baseline. */
@FunctionalInterface
public interface Suite {
  /** Passes on each row when it is known; {@code quick} is for trials only. */
  void run(Consumer<Row> rows, boolean quick) throws Exception;
}
