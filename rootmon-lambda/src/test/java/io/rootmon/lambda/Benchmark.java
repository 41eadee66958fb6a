package io.rootmon.lambda;

import io.rootmon.channel.FarEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What reading the batch by the runtime's own serialization costs: wall and CPU time from the start
 * of a process to its first response, medians of interleaved runs. Started by {@code bench}.
 */
final class Benchmark {
  private static final List<String> HANDLERS =
      List.of(Handler.class.getName(), PojoHandler.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private record Run(long wallMillis, long cpuMillis) {}

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length == 0 ? 15 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("rootmon-bench");
    Map<String, List<Run>> results = new LinkedHashMap<>();
    for (int i = -1; i < runs; i++) {
      for (String handler : HANDLERS) {
        Run run = run(folder, handler);
        if (i >= 0) { // the first of each fills the file cache
          results.computeIfAbsent(handler, it -> new ArrayList<>()).add(run);
        }
      }
    }
    results.forEach(
        (handler, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-16s wall %4d ms, CPU %4d ms (medians of %d, Java %s)%n",
                handler.substring(handler.lastIndexOf('.') + 1),
                median(all.stream().map(Run::wallMillis).toList()),
                median(all.stream().map(Run::cpuMillis).toList()),
                all.size(),
                Runtime.version()));
  }

  private static Run run(Path folder, String handler) throws IOException, InterruptedException {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FarEnd farEnd = Functions.farEnd()) {
      api.invoke("r1", LONGEST, Examples.batch("m1", Examples.signIn("e1")));
      Map<String, String> environment = Functions.webhook(farEnd.address());
      long begin = System.nanoTime();
      try (LambdaProcess function =
          LambdaProcess.start(folder, api, environment, handler, List.of())) {
        String body = api.answer(LONGEST).body();
        Run run = new Run((System.nanoTime() - begin) / 1_000_000, function.cpu().toMillis());
        if (!body.equals("{\"batchItemFailures\":[]}") || farEnd.requests().size() != 1) {
          throw new IllegalStateException(handler + ": expected one delivery but was " + body);
        }
        return run;
      }
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
