package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The function without its process: a batch's JSON in, the answer's out. */
public final class InProcessFunction {
  static final Pattern UNSURE =
      Pattern.compile("it may have arrived|not claimed|not marked|not decided|no decision");

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Handler handler;

  public InProcessFunction(RootMonitor monitor, Templates templates) {
    PrintStream out = new PrintStream(log, false, StandardCharsets.UTF_8);
    this.handler =
        new Handler(
            FunctionContext.of(monitor, Optional.empty(), PrimerFixtures.of(templates, Set.of())),
            new InvocationLogger(out, Map.of()));
  }

  public String invoke(String batch, Duration timeLeft) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Invocation invocation = new Invocation("drill", Deadline.in(timeLeft));
    handler.handle(batch.getBytes(StandardCharsets.UTF_8), answer, invocation);
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** How many deliveries of which it, or the store, cannot tell whether they arrived. */
  public long uncertainDeliveries() {
    return UNSURE.matcher(log.toString(StandardCharsets.UTF_8)).results().count();
  }
}
