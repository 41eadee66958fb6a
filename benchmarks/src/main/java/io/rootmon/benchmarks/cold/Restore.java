package io.rootmon.benchmarks.cold;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import io.rootmon.lambda.ExampleEvents;
import io.rootmon.lambda.custom.CustomRuntimeEnvironments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the first response of a process after priming, as after a SnapStart restore. The
 * response time of the remote services is subtracted, measured with a later response over open
 * connections, so that the handshakes are included in the result.
 */
public final class Restore implements Suite {
  private static final int LATER = 6;

  /** Slack accepts one message a second, and an alert has two. */
  private static final long PACE_MILLIS = 2_200;

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    List<Double> firsts = new ArrayList<>();
    List<Double> laters = new ArrayList<>();
    try (Ground ground = Ground.open()) {
      for (int i = 0; i < (quick ? 3 : 15); i++) {
        once(ground, firsts, laters);
      }
    }
    double later = median(laters);
    rows.accept(
        Row.atMost(
            30,
            "first answer after priming, over a later one's, DynamoDB SNS SES Slack",
            median(firsts) - later,
            "ms"));
    rows.accept(Row.noted("that later answer", later, "ms"));
  }

  private void once(Ground ground, List<Double> firsts, List<Double> laters)
      throws IOException, InterruptedException {
    Contenders all = ground.contenders();
    Contender contender = all.managed(CustomRuntimeEnvironments.people(all.farEnd()), 1_024);
    Map<String, String> environment = contender.environment();
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    try (Lambda lambda = Lambda.start(contender, ground.machine())) {
      lambda.awaitSnapshot();
      firsts.add(answer(lambda, 0));
      List<Double> times = new ArrayList<>();
      for (int i = 1; i <= LATER; i++) {
        // A real pause: Slack's limit is by the clock, and its wait would be part of the answer.
        Thread.sleep(PACE_MILLIS);
        times.add(answer(lambda, i));
      }
      laters.add(median(times.subList(LATER / 2, LATER)));
    }
  }

  private static double answer(Lambda lambda, int number) throws IOException, InterruptedException {
    String batch = ExampleEvents.batch("m1", ExampleEvents.signIn("restore-" + number));
    long begin = System.nanoTime();
    lambda.give("r" + number, batch);
    lambda.await();
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream()
        .sorted(Comparator.naturalOrder())
        .skip(values.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
