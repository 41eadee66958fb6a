package io.rootmon.benchmarks;

import java.util.function.Consumer;

/** Figures that are measured together, each beside its baseline. */
@FunctionalInterface
public interface Suite {
  /** Gives each row as soon as it is known; {@code quick} is for trying, not for the record. */
  void run(Consumer<Row> rows, boolean quick) throws Exception;
}
