package io.rootmon.benchmarks.cold;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import io.rootmon.lambda.ExampleEvents;
import io.rootmon.lambda.custom.CustomRuntimeEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures the time from a process's start to its first response, with the plain Python function as
 * the baseline.
 */
public final class ColdStart implements Suite {
  private static final int MEMORY = 1_024;
  private static final double MEGABYTE = 1024 * 1024;

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    try (Ground ground = Ground.open()) {
      starts(rows, ground.machine(), ground.contenders(), quick ? 7 : 25);
      // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
      Contenders all = ground.contenders();
      rows.accept(Row.atMost(12, "size, managed zip", size(all.managedZip()), "MB"));
      rows.accept(Row.atMost(50, "size, custom runtime zip", size(all.customZip()), "MB"));
    }
  }

  /** A function that is started repeatedly, with its measurements. */
  private record Series(Contender contender, List<Run> runs) {
    static Series of(Contender contender) {
      return new Series(contender, new ArrayList<>());
    }

    double wall() {
      return Run.median(runs, Run::wallMillis);
    }

    double cpu() {
      return Run.middle(runs, Run::cpuMillis);
    }

    double peak() {
      return Run.median(runs, Run::peakMegabytes);
    }
  }

  private static void starts(Consumer<Row> rows, Machine machine, Contenders all, int runs)
      throws IOException, InterruptedException {
    Series python = Series.of(all.python());
    Series custom = Series.of(all.custom(CustomRuntimeEnvironments.topic(), MEMORY));
    Series people = Series.of(all.custom(CustomRuntimeEnvironments.people(all.farEnd()), MEMORY));
    Series managed = Series.of(all.managed(CustomRuntimeEnvironments.topic(), MEMORY));
    for (int i = -1; i < runs; i++) {
      for (Series series : List.of(python, custom, people, managed)) {
        Run run = first(series.contender(), machine);
        if (i >= 0) { // the first run of each fills the file cache
          series.runs().add(run);
        }
      }
    }
    String one = "custom runtime, SNS: ";
    rows.accept(Row.atMostTimes(0.95, one + "wall", custom.wall(), "ms", python.wall()));
    rows.accept(Row.atMostTimes(1.25, one + "CPU", custom.cpu(), "ms", python.cpu()));
    String four = "custom runtime, DynamoDB SQS SNS SES Slack: ";
    rows.accept(Row.atMostTimes(1.3, four + "wall", people.wall(), "ms", python.wall()));
    rows.accept(Row.noted(four + "CPU", people.cpu(), "ms", python.cpu()));
    String zip = "managed zip without SnapStart, SNS: ";
    rows.accept(Row.atMostTimes(3.0, zip + "wall", managed.wall(), "ms", python.wall()));
    rows.accept(Row.noted(zip + "CPU", managed.cpu(), "ms", python.cpu()));
    rows.accept(Row.noted(one + "peak memory", custom.peak(), "MB", python.peak()));
  }

  private static Run first(Contender contender, Machine machine)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Lambda lambda = Lambda.start(contender, machine)) {
      lambda.give("r1", ExampleEvents.batch("m1", ExampleEvents.signIn("e1")));
      lambda.await();
      double wall = (System.nanoTime() - begin) / 1e6;
      return new Run(wall, lambda.cpuMillis(), lambda.peakMegabytes());
    }
  }

  private static double size(Path file) throws IOException {
    return Files.size(file) / MEGABYTE;
  }
}
