package io.rootmon.lambda.priming;

import io.rootmon.RootMonitor;
import io.rootmon.aws.AwsAccess;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.internal.incident.sqs.SqsIncidentTimers;
import io.rootmon.internal.secret.aws.AwsSecrets;
import io.rootmon.internal.state.CachingSessionStore;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.lambda.FunctionContext;
import io.rootmon.lambda.Handler;
import io.rootmon.lambda.Invocation;
import io.rootmon.lambda.InvocationLogger;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretReference;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ServerSocketFactory;

/**
 * Runs the whole pipeline, from the queue's JSON to the responses of channels, with built-in
 * example events and a {@link LoopbackServer}. The snapshot then contains the loaded classes, the
 * parsed templates and the compiled code. Nothing leaves the machine.
 *
 * <p>It uses the templates of the function, which are parsed once, and nothing else of it: the
 * sessions and the state of the function do not contain the example events. No connection,
 * credential or secret of the function gets into the snapshot. Random values need no care: ids of
 * alerts are digests, and Lambda's runtimes <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">reseed Java's
 * {@code SecureRandom}</a>, which TLS uses.
 */
public record SnapshotPrimer(
    Templates templates, Set<String> channels, boolean table, boolean secrets, boolean responses) {
  private static final String EXAMPLES = "priming-events.json";

  /** The one example that cannot be parsed, and so is never done. */
  private static final String UNREADABLE =
      "{\"batchItemFailures\":[{\"itemIdentifier\":\"priming-4\"}]}";

  /** The response to a click on a button of an incident that does not exist. */
  private static final String NO_INCIDENT = "{\"statusCode\":404,\"body\":\"\"}";

  private static final Duration INVOCATION_TIMEOUT = Duration.ofSeconds(5);

  /**
   * One round loads the classes; many rounds compile the hot code as well. Before a snapshot a
   * function may take <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">longer than
   * the ten seconds</a> of other starts.
   */
  private static final int ROUNDS = 30;

  private static final Duration MAX_ROUNDS_DURATION = Duration.ofSeconds(5);

  /**
   * Runs the rounds.
   *
   * @throws IOException if an example or the loopback server fails
   * @throws IllegalStateException if an example alert is not delivered
   */
  public void run() throws IOException {
    long start = System.nanoTime();
    runOnce();
    for (int i = 1; i < ROUNDS && System.nanoTime() - start < MAX_ROUNDS_DURATION.toNanos(); i++) {
      runOnce();
    }
  }

  /**
   * Runs one round.
   *
   * @throws IOException if an example or the loopback server fails
   * @throws IllegalStateException if an example alert is not delivered
   */
  void runOnce() throws IOException {
    try (LoopbackServer server = LoopbackServer.open(ServerSocketFactory.getDefault())) {
      PrintStream log =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Optional<SlackInteractionParser> buttons =
          responses ? Optional.of(PrimingChannels.buttons()) : Optional.empty();
      Handler handler =
          new Handler(
              FunctionContext.of(monitor(server.address()), buttons, this),
              new InvocationLogger(log, Map.of()));
      String response = response(handler, PrimingChannels.resource(EXAMPLES));
      if (!channels.isEmpty() && !response.equals(UNREADABLE)) {
        throw new IllegalStateException("priming: expected deliveries but was " + response);
      }
      String click = responses ? response(handler, PrimingChannels.click()) : NO_INCIDENT;
      // On a slow machine there may be no time left; the classes are loaded nevertheless.
      if (!click.equals(NO_INCIDENT) && !click.contains(":503,")) {
        throw new IllegalStateException("priming: expected no such incident but was " + click);
      }
    }
    TlsPrimer.run();
  }

  private static String response(Handler handler, byte[] payload) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handle(payload, out, new Invocation("priming", Deadline.in(INVOCATION_TIMEOUT)));
    return out.toString(StandardCharsets.UTF_8);
  }

  private RootMonitor monitor(URI server) throws IOException {
    AwsAccess aws = PrimingChannels.aws(server);
    InstantSource clock = InstantSource.system();
    SharedStateStore store =
        table
            ? new DynamoDbStore(aws, PrimingChannels.REGION, "priming", clock)
            : new MemoryStore(clock);
    if (secrets) {
      AwsSecrets reader = new AwsSecrets(aws, Optional.of(PrimingChannels.REGION));
      reader.read(new SecretReference.SecretsManager(PrimingChannels.SECRET, Optional.empty()));
      reader.read(new SecretReference.Ssm("priming"));
    }
    SqsIncidentTimers timers =
        new SqsIncidentTimers(aws, PrimingChannels.REGION, server + "/queue", clock);
    // A failure of a timer never fails an alert, so the pipeline would hide it.
    timers.schedule("111122223333", "priming", TimerPurpose.CLOSING, Duration.ofMinutes(15));
    return RootMonitor.builder()
        .channels(PrimingChannels.create(channels, templates, server))
        .sessions(new CachingSessionStore(store, clock))
        .timers(timers)
        .store(store)
        .build();
  }
}
