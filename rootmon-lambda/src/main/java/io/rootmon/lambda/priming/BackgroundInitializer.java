package io.rootmon.lambda.priming;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.render.Templates;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.xml.stream.XMLInputFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs the tasks of the function's start on a separate thread, in the order in which they are
 * needed. If a caller needs a task that has not started yet, the caller runs it itself instead of
 * waiting, so with one processor few tasks run twice.
 *
 * <p>A failed task fails for each caller that needs its result. The failure of any other task
 * occurs again in the code that it prepares. No task reads a secret or uses the network.
 *
 * <p>No task waits for the main thread, and no caller waits inside a static initialiser, so the two
 * threads cannot deadlock on class initialisation. For the same reason no task initialises the
 * message classes of a channel: {@link Templates#prepare} has the names of the templates.
 *
 * <p>With SnapStart no task runs ahead: the start before a snapshot is not time-critical, and a
 * snapshot must not contain a running thread.
 */
public final class BackgroundInitializer {
  /**
   * <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
   * variable</a>.
   */
  static final String KIND = "AWS_LAMBDA_INITIALIZATION_TYPE";

  static final String THREAD = "rootmon-init";

  /** Sent by the SDK, which needs Java's TLS if its HTTP client is Java's. */
  private static final Set<String> BY_AWS = Set.of("sns", "ses");

  private final FutureTask<Templates> templates = new FutureTask<>(Templates::builtIn);
  private final FutureTask<AwsAccess> aws = new FutureTask<>(AwsAccess::ofFunction);
  private final LinkedBlockingQueue<FutureTask<?>> submitted = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DaemonThreads.named(THREAD));
  private final boolean isAhead;

  private BackgroundInitializer(boolean isAhead) {
    this.isAhead = isAhead;
    thread.allowCoreThreadTimeOut(true);
  }

  private static final class OfProcess {
    static final BackgroundInitializer IT = begin(System.getenv());
  }

  /** Returns the initializer of this process. The first call starts it. */
  public static BackgroundInitializer ofProcess() {
    return OfProcess.IT;
  }

  /** Returns an initializer that runs nothing ahead. */
  public static BackgroundInitializer none() {
    return new BackgroundInitializer(false);
  }

  public static BackgroundInitializer begin(Map<String, String> environment) {
    BackgroundInitializer start =
        new BackgroundInitializer(!"snap-start".equals(environment.get(KIND)));
    // The first lookup of a resource opens the jar, whose directory has 10,000 entries.
    start.submit(new FutureTask<>(() -> Templates.class.getResource("none")));
    start.submit(start.aws);
    // The first reader of JSON initialises BigDecimal, which computes large powers.
    start.submit(() -> JsonStreams.parser("{}").nextToken());
    // The first client of the SDK costs ten times what the others do.
    start.submit(() -> start.aws().configure(SqsClient.builder(), "us-east-1").build().close());
    start.submit(start.templates);
    start.submit(BackgroundInitializer::signature);
    return start;
  }

  /** Prepares these types of channels. */
  public void prepare(Set<String> channelTypes) {
    submit(() -> hello(channelTypes));
    if (channelTypes.stream().anyMatch(BY_AWS::contains)) {
      submit(XMLInputFactory::newInstance);
    }
    for (String type : channelTypes) {
      submit(() -> templates().prepare(type));
    }
  }

  public Templates templates() {
    return result(templates);
  }

  public AwsAccess aws() {
    return result(aws);
  }

  /** Waits until every task has ended. */
  void join() throws InterruptedException, ExecutionException {
    for (FutureTask<?> task = submitted.poll(); task != null; task = submitted.poll()) {
      task.get();
    }
  }

  private interface InitTask {
    void run() throws Exception;
  }

  private void submit(InitTask task) {
    Callable<Boolean> work =
        () -> {
          task.run();
          return true;
        };
    submit(new FutureTask<>(work));
  }

  private void submit(FutureTask<?> task) {
    if (isAhead) {
      submitted.add(task);
      thread.execute(task);
    }
  }

  private static <T> T result(FutureTask<T> task) {
    task.run(); // does nothing if it has started
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("start: interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      } else if (e.getCause() instanceof Error problem) {
        throw problem;
      }
      throw new IllegalStateException(e);
    }
  }

  /** The algorithms of AWS signatures and digests, and of the ids of alerts. */
  private static void signature() throws Exception {
    MessageDigest.getInstance("SHA-256");
    MessageDigest.getInstance("MD5");
    Mac.getInstance("HmacSHA256");
  }

  /**
   * Creates the first message of a TLS handshake, without a connection. For it Java reads the
   * certificates that it trusts and creates keys; the first key on the curve P-256 computes the
   * tables of the curve.
   */
  private void hello(Set<String> channelTypes) throws Exception {
    // By name: the class of Java's client is not loaded where it is not used.
    if (BY_AWS.containsAll(channelTypes) && !aws().http().clientName().equals("UrlConnection")) {
      return;
    }
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    // A TLS record has at most 16 KB: https://www.rfc-editor.org/rfc/rfc8446#section-5.1
    engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(32_768));
  }
}
