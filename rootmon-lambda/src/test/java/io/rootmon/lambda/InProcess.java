package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.Deadline;
import io.rootmon.render.Templates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The function without its process: a batch's JSON in, the answer's out, nothing logged. */
public final class InProcess {
  private final Handler handler;

  public InProcess(RootMonitor monitor, Templates templates) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.handler =
        new Handler(
            new Wiring.Wired(monitor, Rehearsals.of(templates, Set.of()), () -> {}),
            new Journal(nowhere, Map.of()));
  }

  public String invoke(String batch, Duration timeLeft) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Invocation invocation = new Invocation("drill", Deadline.in(timeLeft));
    BatchJson.write(handler.handle(batch.getBytes(StandardCharsets.UTF_8), invocation), answer);
    return answer.toString(StandardCharsets.UTF_8);
  }
}
