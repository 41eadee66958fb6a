package io.rootmon.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's runtime API</a>
 * on the loopback interface: hands out the events it is given and remembers the answers.
 */
public final class FakeRuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> restores = new LinkedBlockingQueue<>();
  private final Semaphore polls = new Semaphore(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private record Event(String requestId, Duration timeLeft, String body) {}

  /** What the function made of an event, or of its start. */
  public record Answer(Kind kind, String requestId, String body) {
    public enum Kind {
      RESPONSE,
      ERROR,
      INIT_ERROR,
      /** The function is ready for its snapshot. */
      RESTORE_AWAITED
    }
  }

  private FakeRuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static FakeRuntimeApi open() throws IOException {
    return new FakeRuntimeApi();
  }

  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits for the function to ask for it. */
  public void invoke(String requestId, Duration timeLeft, String body) {
    events.add(new Event(requestId, timeLeft, body));
  }

  /** Lets a function that awaits its restore go on. */
  public void restore() {
    restores.add(true);
  }

  /** Waits until the function asks for an event, and returns whether it does so in time. */
  public boolean awaitPoll(Duration longest) throws InterruptedException {
    return polls.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The next answer, if there is one in time. */
  public Optional<Answer> findAnswer(Duration longest) throws InterruptedException {
    return Optional.ofNullable(answers.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** The next answer; fails if there is none in time. */
  public Answer answer(Duration longest) throws InterruptedException {
    Answer answer = answers.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new AssertionError("runtime API: expected an answer within " + longest);
    }
    return answer;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      if (path.equals(PREFIX + "invocation/next")) {
        next(exchange);
      } else if (path.equals(PREFIX + "restore/next")) {
        answers.add(new Answer(Answer.Kind.RESTORE_AWAITED, "", body));
        restores.take();
        exchange.sendResponseHeaders(200, -1);
      } else {
        answers.add(answer(path, body));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    polls.release();
    Event event = events.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", event.requestId());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(event.timeLeft()).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:111122223333:function:rootmon");
    // Without it the runtime's native client crashes the JVM.
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
    headers.set("Content-Type", "application/json");
    byte[] bytes = event.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Answer answer(String path, String body) {
    String[] parts = path.substring(PREFIX.length()).split("/", -1);
    if (parts[0].equals("init")) {
      return new Answer(Answer.Kind.INIT_ERROR, "", body);
    }
    boolean response = parts[2].equals("response");
    return new Answer(response ? Answer.Kind.RESPONSE : Answer.Kind.ERROR, parts[1], body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
