package io.rootmon.lambda.priming;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.rootmon.RootMonitor;
import io.rootmon.account.Account;
import io.rootmon.alert.AlertFactory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Deadline;
import io.rootmon.channel.slack.SlackInteractionParser;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.detect.Detector;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.IncidentGrouper;
import io.rootmon.incident.sqs.SqsIncidentTimers;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.lambda.BatchJson;
import io.rootmon.lambda.FunctionUrlRequest;
import io.rootmon.lambda.FunctionUrlResponse;
import io.rootmon.lambda.Handler;
import io.rootmon.lambda.Invocation;
import io.rootmon.lambda.InvocationLogger;
import io.rootmon.lambda.Wiring.FunctionContext;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.aws.AwsSecrets;
import io.rootmon.state.CachingSessionStore;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateStore;
import io.rootmon.state.dynamodb.DynamoDbStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole line, from the queue's JSON to the answers of far ends, on built-in example events and
 * on a {@link LoopbackServer}: what is loaded, parsed and compiled here is in the snapshot, and
 * nothing leaves the machine.
 *
 * <p>It uses the templates of the function, which parse once, and nothing else of it: the example
 * events stay unknown to its sessions and its state. No connection, credential or secret of the
 * function is touched, so none gets into the snapshot. What is random needs no care: ids of alerts
 * are digests, and Java's {@code SecureRandom}, which TLS draws on, <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">is made anew by
 * Lambda's runtimes</a>.
 */
public record SnapshotPrimer(
    Templates templates, Set<String> channels, boolean table, boolean secrets, boolean responses) {
  private static final String EXAMPLES = "priming-events.json";

  /** The one example that cannot be read, and so is never done. */
  private static final List<BatchItemFailure> UNREADABLE =
      List.of(new BatchItemFailure("rehearsal-4"));

  private static final Duration INVOCATION_TIMEOUT = Duration.ofSeconds(5);

  /**
   * So often, if there is time: what ran once is loaded, what ran often is compiled as well, and a
   * snapshot has both. Before one a function may take <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">longer than
   * the ten seconds</a> of other starts.
   */
  private static final int ROUNDS = 30;

  private static final Duration MAX_ROUNDS_DURATION = Duration.ofSeconds(5);

  public void run() throws IOException {
    long begun = System.nanoTime();
    once();
    for (int i = 1; i < ROUNDS && System.nanoTime() - begun < MAX_ROUNDS_DURATION.toNanos(); i++) {
      once();
    }
  }

  private void once() throws IOException {
    try (LoopbackServer stage = LoopbackServer.open();
        InputStream examples = SnapshotPrimer.class.getResourceAsStream(EXAMPLES)) {
      if (examples == null) {
        throw new IOException(EXAMPLES + ": expected the example events but there are none");
      }
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Optional<SlackInteractionParser> buttons =
          responses ? Optional.of(PrimingChannels.buttons()) : Optional.empty();
      FunctionContext cast =
          new FunctionContext(
              monitor(stage.address()),
              Optional.empty(),
              buttons,
              Optional.empty(),
              this,
              () -> {});
      Handler handler = new Handler(cast, new InvocationLogger(nowhere, Map.of()));
      Invocation invocation = new Invocation("rehearsal", Deadline.in(INVOCATION_TIMEOUT));
      SQSBatchResponse answer = handler.handle(examples.readAllBytes(), invocation);
      BatchJson.write(answer, OutputStream.nullOutputStream());
      if (responses) {
        respond(handler);
      }
      if (!channels.isEmpty() && !answer.getBatchItemFailures().equals(UNREADABLE)) {
        throw new IllegalStateException("rehearsal: expected deliveries but was " + answer);
      }
    }
    TlsPrimer.rehearse();
  }

  /** A button that was pressed about no incident: all but the writing. */
  private static void respond(Handler handler) throws IOException {
    Invocation invocation = new Invocation("rehearsal", Deadline.in(INVOCATION_TIMEOUT));
    FunctionUrlRequest request = FunctionUrlRequest.read(PrimingChannels.pressed()).orElseThrow();
    FunctionUrlResponse answer = handler.handle(request, invocation);
    answer.write(OutputStream.nullOutputStream());
    // On a slow machine there may be no time left: what was loaded is loaded.
    if (answer.status() != 404 && answer.status() != 503) {
      throw new IllegalStateException("rehearsal: expected no such incident but was " + answer);
    }
  }

  private RootMonitor monitor(URI stage) throws IOException {
    AwsAccess aws = PrimingChannels.aws(stage);
    InstantSource clock = InstantSource.system();
    StateStore store =
        table
            ? new DynamoDbStore(aws, PrimingChannels.REGION, "rehearsal", clock)
            : new MemoryStore(clock);
    if (secrets) {
      AwsSecrets reader = new AwsSecrets(aws, Optional.of(PrimingChannels.REGION));
      reader.read(new SecretReference.SecretsManager(PrimingChannels.SECRET, Optional.empty()));
      reader.read(new SecretReference.Ssm("rehearsal"));
    }
    SqsIncidentTimers timers =
        new SqsIncidentTimers(aws, PrimingChannels.REGION, stage + "/queue", clock);
    // Its failure would cost an alert nothing, so that the line would hide it.
    timers.wake("111122223333", "rehearsal", TimerPurpose.CLOSING, Duration.ofMinutes(15));
    Dispatcher dispatcher =
        new Dispatcher(PrimingChannels.of(channels, templates, stage), store, clock);
    return new RootMonitor(
        new Detector(new CachingSessionStore(store, clock)),
        StandardRules.policy(),
        new AlertFactory(Account::unnamed),
        Routes.everythingTo(dispatcher.channels()),
        new IncidentGrouper(GroupingPolicy.STANDARD),
        timers,
        store,
        dispatcher,
        clock);
  }
}
