package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Wraps the function with a pipeline of the benchmark. The function's log is written and discarded.
 */
public final class MeasuredFunction {
  private static final Duration MAX_DURATION = Duration.ofHours(1);
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";

  private final Handler handler;

  public MeasuredFunction(RootMonitor monitor) {
    SnapshotPrimer none = new SnapshotPrimer(Templates.builtIn(), Set.of(), false, false, false);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    handler =
        new Handler(
            FunctionContext.of(monitor, Optional.empty(), none),
            new InvocationLogger(nowhere, Map.of()));
  }

  /** Processes a complete batch of the queue. */
  public void take(byte[] batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Invocation invocation = new Invocation("measured", Deadline.in(MAX_DURATION));
    handler.handle(batch, out, invocation);
    String answer = out.toString(StandardCharsets.UTF_8);
    if (!answer.equals(ALL_DONE)) {
      throw new IOException("batch: expected to be done with all of it but was " + answer);
    }
  }
}
