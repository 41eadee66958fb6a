package io.rootmon.benchmarks.cold;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import io.rootmon.benchmarks.growth.Events;
import io.rootmon.lambda.custom.CustomRuntimeEnvironments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures the peak memory of a function of 256 MB that processes a large number of events, one
 * batch after another.
 */
public final class Burst implements Suite {
  private static final int MEMORY = 256;
  private static final int BATCH = 10;

  /**
   * The share of events that cause an alert: SNS accepts ten emails a second, and the function
   * keeps to this limit.
   */
  private static final int VISIT = 100;

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    int events = quick ? 1_000 : 10_000;
    try (Ground ground = Ground.open()) {
      Contenders all = ground.contenders();
      String topic = CustomRuntimeEnvironments.topic();
      double python = peak(ground, all.python(), events);
      for (Contender it : List.of(all.custom(topic, MEMORY), all.managed(topic, MEMORY))) {
        String figure =
            String.format(Locale.ROOT, "%s, %,d events: peak memory", it.name(), events);
        rows.accept(Row.atMost(160, figure, peak(ground, it, events), "MB", python));
      }
    }
  }

  private static double peak(Ground ground, Contender contender, int events)
      throws IOException, InterruptedException {
    Events stream = new Events("0000", events / VISIT, VISIT, Instant.now());
    try (Lambda lambda = Lambda.start(contender, ground.machine())) {
      for (int batch = 0; batch < events / BATCH; batch++) {
        lambda.give("r" + batch, new String(stream.batch(BATCH), StandardCharsets.UTF_8));
        lambda.await();
      }
      return lambda.peakMegabytes();
    }
  }
}
