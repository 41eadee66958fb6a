package io.rootmon.benchmarks.cold;

import io.rootmon.lambda.FakeRuntimeApi;
import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process of a function, with the runtime API that it polls for work. */
final class Lambda implements AutoCloseable {
  static final Duration MAX_DURATION = Duration.ofSeconds(60);

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  private final FakeRuntimeApi api;
  private final Path output;
  private final Process process;

  private Lambda(FakeRuntimeApi api, Path output, Process process) {
    this.api = api;
    this.output = output;
    this.process = process;
  }

  static Lambda start(Contender contender, Machine machine) throws IOException {
    FakeRuntimeApi api = FakeRuntimeApi.open();
    Path output = Files.createTempFile("rootmon-bench", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(machine.command(contender.command()))
            .directory(contender.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(it -> !it.equals("PATH") && !it.equals("HOME"));
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("LAMBDA_TASK_ROOT", contender.folder().toString());
    environment.putAll(contender.environment());
    return new Lambda(api, output, builder.start());
  }

  /** Submits a batch, even before the process has started. */
  void give(String request, String batch) {
    api.invoke(request, MAX_DURATION, batch);
  }

  /** Waits for the response, which must not name a message to retry. */
  void await() throws InterruptedException, IOException {
    Answer answer =
        api.findAnswer(MAX_DURATION)
            .orElseThrow(() -> new IllegalStateException("no answer\n" + said()));
    if (answer.kind() != Answer.Kind.RESPONSE
        || !answer.body().replace(" ", "").equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException("expected a delivery but was " + answer + "\n" + said());
    }
  }

  /** Waits until the process is ready for its snapshot, continues it, and waits for its poll. */
  void awaitSnapshot() throws InterruptedException, IOException {
    Answer answer =
        api.findAnswer(MAX_DURATION)
            .orElseThrow(() -> new IllegalStateException("no snapshot\n" + said()));
    if (answer.kind() != Answer.Kind.RESTORE_AWAITED) {
      throw new IllegalStateException("expected a snapshot but was " + answer + "\n" + said());
    }
    api.restore();
    if (!api.awaitPoll(MAX_DURATION)) {
      throw new IllegalStateException("no poll for an event\n" + said());
    }
  }

  private String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Returns the CPU time of all its threads so far, in ticks of 10 ms. */
  double cpuMillis() {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  double peakMegabytes() throws IOException {
    File status = new File("/proc/" + process.pid() + "/status");
    Matcher peak = PEAK.matcher(Files.readString(status.toPath()));
    if (!peak.find()) {
      throw new IOException(status + ": expected VmHWM");
    }
    return Double.parseDouble(peak.group(1)) / 1024;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    api.close();
    Files.deleteIfExists(output);
  }
}
