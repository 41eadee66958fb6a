package io.rootmon.lambda.priming;

import com.fasterxml.jackson.core.JsonFactory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.render.Templates;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a start needs sooner or later, done by one thread beside it, in the order in which it is
 * needed. A part that is asked for before its turn is done by whoever asks, so nobody waits for
 * what has not begun, and with one processor little is done twice.
 *
 * <p>It hides no error: a part that fails does so for whoever asks for it, each time, and what
 * nobody asks for is met again by the line itself. It touches no secret and no network.
 *
 * <p>Two threads that initialise classes can wait for each other for ever, where two initialisers
 * need each other's class. Among the libraries' classes that a start initialises those are, by
 * their code, classes with their own nested ones, which nobody reaches but through the outer, such
 * as FreeMarker's built-ins, and some that no step touches: the SDK's marshallers, Slack's
 * factories. Nor is whoever waits for a part inside an initialiser, or a part waiting for the line.
 *
 * <p>Under SnapStart there is none: nobody waits for that start, and no snapshot may be taken of a
 * thread at work.
 */
public final class BackgroundInitializer {
  /**
   * <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
   * variable</a>.
   */
  static final String KIND = "AWS_LAMBDA_INITIALIZATION_TYPE";

  static final String THREAD = "rootmon-head-start";

  /** Sent by the SDK, which meets Java's own TLS where its client is Java's. */
  private static final Set<String> BY_AWS = Set.of("sns", "ses");

  private static final Map<String, List<String>> TEMPLATES =
      Map.of(
          "sns",
          List.of("sns/subject.txt", "shared/subject.txt", "sns/body.txt", "shared/body.txt"),
          "ses",
          List.of(
              "ses/body.html",
              "ses/subject.txt",
              "shared/subject.txt",
              "ses/body.txt",
              "shared/body.txt"),
          "teams",
          List.of("teams/card.json"),
          "slack",
          List.of(
              "slack/text.slack",
              "slack/header.slack",
              "slack/summary.slack",
              "slack/state.slack",
              "slack/notes.slack",
              "slack/facts.slack",
              "slack/reasons.slack",
              "slack/advice.slack",
              "slack/links.slack",
              "slack/event.slack",
              "slack/footer.slack"));

  private final FutureTask<Templates> templates = new FutureTask<>(Templates::builtIn);
  private final FutureTask<AwsAccess> aws = new FutureTask<>(AwsAccess::ofFunction);
  private final LinkedBlockingQueue<FutureTask<?>> done = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BackgroundInitializer::thread);
  private final boolean ahead;

  private BackgroundInitializer(boolean ahead) {
    this.ahead = ahead;
    thread.allowCoreThreadTimeOut(true);
  }

  private static final class OfProcess {
    static final BackgroundInitializer IT = begin(System.getenv());
  }

  /** The one of this process, begun when it is first asked for. */
  public static BackgroundInitializer ofProcess() {
    return OfProcess.IT;
  }

  /** Nothing is done before it is asked for. */
  public static BackgroundInitializer none() {
    return new BackgroundInitializer(false);
  }

  public static BackgroundInitializer begin(Map<String, String> environment) {
    BackgroundInitializer start =
        new BackgroundInitializer(!"snap-start".equals(environment.get(KIND)));
    // The first reader of JSON names BigDecimal, which computes large powers.
    start.does(() -> new JsonFactory().createParser("{}").nextToken());
    start.does(start.templates);
    start.does(start.aws);
    start.does(start::client);
    start.does(BackgroundInitializer::signature);
    return start;
  }

  /** Now that it is known whom to tell. */
  public void tell(Set<String> channels) {
    does(() -> hello(channels));
    if (channels.stream().anyMatch(BY_AWS::contains)) {
      does(XMLInputFactory::newInstance);
    }
    for (String channel : channels) {
      for (String name : TEMPLATES.getOrDefault(channel, List.of())) {
        does(() -> templates().parse(name + ".ftl"));
      }
    }
  }

  public Templates templates() {
    return result(templates);
  }

  public AwsAccess aws() {
    return result(aws);
  }

  /** Waits until nothing is left to do. */
  void join() throws InterruptedException, ExecutionException {
    for (FutureTask<?> task = done.poll(); task != null; task = done.poll()) {
      task.get();
    }
  }

  private interface InitTask {
    void run() throws Exception;
  }

  private void does(InitTask step) {
    Callable<Boolean> work =
        () -> {
          step.run();
          return true;
        };
    does(new FutureTask<>(work));
  }

  private void does(FutureTask<?> task) {
    if (ahead) {
      done.add(task);
      thread.execute(task);
    }
  }

  private static <T> T result(FutureTask<T> task) {
    task.run(); // does nothing where it has been begun
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

  /** The first client of the SDK costs ten times what the others do. */
  private void client() {
    aws().configure(SqsClient.builder(), "us-east-1").build().close();
  }

  /** What AWS's signatures and digests, and ids of alerts, are made by. */
  private static void signature() throws Exception {
    MessageDigest.getInstance("SHA-256");
    MessageDigest.getInstance("MD5");
    Mac.getInstance("HmacSHA256");
  }

  /**
   * A handshake's first message, to nobody: for it Java reads the certificates that it trusts and
   * makes keys, of which the first on the curve P-256 computes that curve's tables.
   */
  private void hello(Set<String> channels) throws Exception {
    if (BY_AWS.containsAll(channels) && !(aws().http() instanceof UrlConnectionHttpClient)) {
      return;
    }
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, THREAD);
    thread.setDaemon(true);
    return thread;
  }
}
