package io.rootmon.lambda;

import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The zip's process and the queue's messages for it. Of the package of what it shows to {@code
 * moto}, whose folder it is in: the process, its runtime API and the examples are not public.
 */
public final class ZipWorker implements AutoCloseable {
  private static final Duration MAX_DURATION = Duration.ofSeconds(90);
  private static final Duration GIVEN = Duration.ofSeconds(60);

  private final FakeRuntimeApi api;
  private final LambdaProcess process;
  private int requests;

  private ZipWorker(FakeRuntimeApi api, LambdaProcess process) {
    this.api = api;
    this.process = process;
  }

  /** Starts the zip's own handler. */
  public static ZipWorker start(Path folder, Map<String, String> environment) throws IOException {
    FakeRuntimeApi api = FakeRuntimeApi.open();
    return new ZipWorker(api, LambdaProcess.start(folder, api, environment));
  }

  /** Hands over a batch, ids and bodies in turn; what the function answers. */
  public String take(String... idsAndBodies) throws InterruptedException {
    String request = "r" + ++requests;
    api.invoke(request, GIVEN, ExampleEvents.batch(idsAndBodies));
    Answer answer = api.answer(MAX_DURATION);
    if (answer.kind() != Answer.Kind.RESPONSE) {
      throw new AssertionError("worker: expected a response but was " + answer);
    }
    return answer.body();
  }

  /** What it has logged until now. */
  public List<String> lines() {
    return process.lines();
  }

  @Override
  public void close() {
    process.close();
    api.close();
  }
}
