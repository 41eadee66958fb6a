package io.rootmon.lambda;

import io.rootmon.lambda.priming.SnapshotPrimer;

import io.rootmon.RootMonitor;
import io.rootmon.time.Deadline;
import io.rootmon.render.Templates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The function around a line of whoever measures it; its log is written, and goes nowhere. */
public final class MeasuredFunction {
  private static final Duration MAX_DURATION = Duration.ofHours(1);
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";

  private final Handler handler;

  public MeasuredFunction(RootMonitor monitor) {
    SnapshotPrimer none = new SnapshotPrimer(Templates.builtIn(), Set.of(), false, false, false);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    handler = new Handler(FunctionContext.of(monitor, Optional.empty(), none), new InvocationLogger(nowhere, Map.of()));
  }

  /** Takes a queue's batch, all of it. */
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
