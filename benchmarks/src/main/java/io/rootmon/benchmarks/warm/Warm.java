package io.rootmon.benchmarks.warm;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import java.util.List;
import java.util.function.Consumer;

/** Measures each step of the pipeline, and the whole pipeline, in the steady state. */
public final class Warm implements Suite {
  private static final double SECOND_IN_NANOS = 1e9;
  private static final double SECOND_IN_MICROS = 1e6;
  private static final double KILOBYTE = 1_000;

  /** The options of Lambda's managed runtime, and of the custom one. */
  private static final String[] AS_IN_LAMBDA = {
    "-XX:+UseSerialGC", "-Xmx1g", "-XX:TieredStopAtLevel=1"
  };

  private static final String[] AS_IN_SCAN = {"-XX:+UseSerialGC", "-Xmx1g"};

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    read(rows, Figures.of(Reading.class, quick, AS_IN_SCAN));
    steps(rows, Figures.of(Steps.class, quick, AS_IN_LAMBDA));
    line(rows, "C1, as in Lambda", Figures.of(Line.class, quick, AS_IN_LAMBDA));
    line(rows, "C2", Figures.of(Line.class, quick, AS_IN_SCAN));
  }

  private static void read(Consumer<Row> rows, Figures figures) {
    record Kind(String words, String method, double times) {}
    List<Kind> kinds =
        List.of(
            new Kind("read a root event", "root", 2),
            new Kind("read an ordinary record", "ordinary", 0),
            new Kind("read an archive's mix, a record", "mix", 5));
    for (Kind kind : kinds) {
      String baseline = kind.method() + "ByDatabind";
      double ours = SECOND_IN_NANOS / figures.time(kind.method());
      double theirs = SECOND_IN_NANOS / figures.time(baseline);
      rows.accept(
          kind.times() > 0
              ? Row.atLeastTimes(kind.times(), kind.words(), ours, "/s", theirs)
              : Row.noted(kind.words(), ours, "/s", theirs));
      rows.accept(
          Row.noted(
              kind.words() + ": allocation",
              figures.allocation(kind.method()) / KILOBYTE,
              "KB",
              figures.allocation(baseline) / KILOBYTE));
    }
  }

  private static void steps(Consumer<Row> rows, Figures figures) {
    for (String step : List.of("judge", "sns", "ses", "slack")) {
      String words = step.equals("judge") ? "detect and judge" : "render for " + step;
      rows.accept(Row.noted(words, SECOND_IN_NANOS / figures.time(step), "/s"));
      rows.accept(Row.noted(words + ": allocation", figures.allocation(step) / KILOBYTE, "KB"));
    }
  }

  private static void line(Consumer<Row> rows, String compiler, Figures figures) {
    record Stream(String words, String method) {}
    List<Stream> streams =
        List.of(
            new Stream("one event in ten notified in 3 channels, nine stored", "ordinary"),
            new Stream("each event an incident, notified in 3 channels", "incidents"));
    for (Stream stream : streams) {
      String words = "whole line, " + compiler + ": " + stream.words();
      String method = stream.method();
      rows.accept(Row.atLeast(10_000, words, SECOND_IN_MICROS / figures.time(method), "events/s"));
      rows.accept(Row.atMost(1, words + ": p99", figures.p99(method) / 1_000, "ms"));
      double cpu = SECOND_IN_NANOS / figures.cpu(method);
      rows.accept(Row.noted(words + ": a second of CPU", cpu, "events"));
      double allocation = figures.allocation(method) / KILOBYTE;
      rows.accept(Row.noted(words + ": allocation", allocation, "KB"));
    }
  }
}
