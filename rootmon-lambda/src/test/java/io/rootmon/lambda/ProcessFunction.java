package io.rootmon.lambda;

import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The zip as a process that a test can kill. It starts again when it is needed. */
public final class ProcessFunction implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> environment;
  private final Duration timeout;
  private Optional<Running> running = Optional.empty();
  private final List<String> said = new ArrayList<>();

  private record Running(FakeRuntimeApi api, LambdaProcess process) {
    void end() {
      process.kill();
      api.close();
    }
  }

  public ProcessFunction(Path folder, Map<String, String> environment, Duration timeout) {
    this.folder = folder;
    this.environment = environment;
    this.timeout = timeout;
  }

  /** Gives it a batch; empty if it died, failed or did not answer in time. */
  public Optional<String> invoke(String batch) throws InterruptedException {
    Running now = running();
    now.api().invoke("r", timeout, batch);
    long end = System.nanoTime() + START.toNanos();
    while (now.process().isAlive() && System.nanoTime() < end) {
      Optional<Answer> answer = now.api().findAnswer(LOOK);
      if (answer.isPresent()) {
        return answer.filter(it -> it.kind() == Answer.Kind.RESPONSE).map(Answer::body);
      }
    }
    end();
    return Optional.empty();
  }

  /** Whether it said of an event's delivery that it, or the store, cannot tell. */
  public boolean isUncertain(String event, String channel) {
    Pattern delivery =
        Pattern.compile(
            "\"channel\":\""
                + channel
                + "\\d?\"[^}]*("
                + InProcessFunction.UNSURE
                + ")|\"failed\":");
    return said.stream()
        .filter(it -> it.contains("\"eventId\":\"" + event + "\""))
        .anyMatch(it -> delivery.matcher(it).find());
  }

  private synchronized Running running() {
    if (running.isEmpty()) {
      try {
        FakeRuntimeApi api = FakeRuntimeApi.open();
        running = Optional.of(new Running(api, LambdaProcess.start(folder, api, environment)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return running.get();
  }

  /** As {@code kill -9} does, from any thread. */
  public void kill() {
    Optional<Running> now;
    synchronized (this) {
      now = running;
    }
    now.ifPresent(it -> it.process().kill());
  }

  /** Ends the process; the next batch starts another. */
  public synchronized void end() {
    running.ifPresent(Running::end);
    running.ifPresent(it -> said.addAll(it.process().lines()));
    running = Optional.empty();
  }

  @Override
  public void close() {
    end();
  }
}
