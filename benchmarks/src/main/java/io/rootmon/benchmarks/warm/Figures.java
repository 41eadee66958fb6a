package io.rootmon.benchmarks.warm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The JMH results of the benchmarks of a class, in a JVM with one benchmark thread. */
record Figures(Class<?> type, Collection<RunResult> results) {
  private static final Path LOG = Path.of("benchmarks", "target");

  static Figures of(Class<?> type, boolean quick, String... flags) throws Exception {
    Files.createDirectories(LOG);
    String[] all = flags.clone();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + type.getName().replace(".", "\\.") + "\\.")
            .forks(1)
            .threads(1)
            .warmupIterations(quick ? 2 : 5)
            // The pipeline has much code: compilers that share a core need seconds for it.
            .warmupTime(TimeValue.seconds(quick ? 1 : 4))
            .measurementIterations(quick ? 2 : 5)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend(all)
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .shouldFailOnError(true)
            .output(LOG.resolve("jmh-" + type.getSimpleName() + all.length + ".log").toString());
    return new Figures(type, run(options));
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build()).run();
  }

  /** Returns the average time, in JMH's unit. */
  double time(String method) {
    return primary(method).getScore();
  }

  /** Returns the 99th percentile, in JMH's unit. */
  double p99(String method) {
    return primary(method).getStatistics().getPercentile(99);
  }

  /** Returns the allocated bytes. */
  double allocation(String method) {
    return secondary(method, "gc.alloc.rate.norm");
  }

  /** Returns the CPU time in nanoseconds, including the collector's and the compilers'. */
  double cpu(String method) {
    return secondary(method, CpuTime.LABEL);
  }

  private double secondary(String method, String label) {
    return result(method).getSecondaryResults().entrySet().stream()
        .filter(it -> it.getKey().endsWith(label))
        .findFirst()
        .orElseThrow()
        .getValue()
        .getScore();
  }

  private Result<?> primary(String method) {
    return result(method).getPrimaryResult();
  }

  private RunResult result(String method) {
    String name = type.getName() + "." + method;
    List<RunResult> found =
        results.stream().filter(it -> it.getParams().getBenchmark().equals(name)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(name + ": expected one result but was " + found.size());
    }
    return found.get(0);
  }
}
