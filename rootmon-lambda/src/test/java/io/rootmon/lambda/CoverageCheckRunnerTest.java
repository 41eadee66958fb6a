package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.MonitorFixtures;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.coverage.CoverageChecks;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.DeadLetterQueues;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.coverage.DriftMonitor;
import io.rootmon.internal.coverage.EnabledRegionMonitor;
import io.rootmon.internal.coverage.GapMonitor;
import io.rootmon.internal.coverage.StackSets;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The hourly check: dead letters, drift, channels and regions, beside the heartbeats. */
class CoverageCheckRunnerTest {
  private static final String ACCOUNT = "111122223333";
  private static final String STRANGER = "777788889999";
  private static final String RULE = "arn:aws:events:eu-west-1:%s:rule/rootmon-root-activity";

  private Instant now = Instant.parse("2026-03-14T06:00:00Z");
  private final List<String> notified = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final SharedStateStore store = new MemoryStore(() -> now);
  private final Queues queues = new Queues();
  private boolean isOrganizationDown;
  private boolean channelIsDown;
  private Optional<String> channelProblem = Optional.empty();
  private List<DriftedStack> drifted = List.of();

  /** The queue of one region, in memory. */
  private static final class Queues implements DeadLetterQueues {
    private final List<DeadLetter> waiting = new CopyOnWriteArrayList<>();
    private Optional<Problem> problem = Optional.empty();

    @Override
    public Received receive(String region, int max, Deadline deadline) {
      List<DeadLetter> its = waiting.stream().filter(it -> it.region().equals(region)).toList();
      boolean isBroken = region.equals("us-east-1") && problem.isPresent();
      return new Received(its, false, isBroken ? problem : Optional.empty());
    }

    @Override
    public int delete(String region, List<DeadLetter> messages, Deadline deadline) {
      waiting.removeAll(messages);
      return messages.size();
    }
  }

  @Test
  void anEventThatWasNotDeliveredIsAlertedWithTheReasonAndDeleted() throws Exception {
    queues.waiting.add(letter("m1", rootEvent("e1", ACCOUNT), ACCOUNT));

    assertThat(check()).isEmpty();

    assertThat(notified)
        .anyMatch(it -> it.startsWith("CRITICAL ") && it.contains("created a root access key"))
        .contains("HIGH payments could not deliver 1 event from eu-west-1 (NO_PERMISSIONS)");
    assertThat(queues.waiting).isEmpty();
    assertThat(lines())
        .anyMatch(it -> it.contains("\"deadLetters\":1") && it.contains("\"deadLettersDeleted\":1"))
        .anyMatch(it -> it.endsWith("\"DeadLetters\":1}"))
        .anyMatch(it -> it.contains("\"Findings\":1"));
  }

  /** Invariant 1. */
  @Test
  void nothingIsDeletedBeforeItWasDelivered() throws Exception {
    queues.waiting.add(letter("m1", rootEvent("e1", ACCOUNT), ACCOUNT));
    channelIsDown = true;
    assertThat(check()).containsExactly("m");
    assertThat(queues.waiting).hasSize(1);

    channelIsDown = false;
    assertThat(check()).isEmpty();
    assertThat(queues.waiting).isEmpty();
  }

  @Test
  void dropsAndCountsEventsOfStrangersWithoutAnAlert() throws Exception {
    heartbeats();
    queues.waiting.add(letter("m1", rootEvent("e1", STRANGER), STRANGER));
    queues.waiting.add(letter("m2", rootEvent("e2", ACCOUNT), STRANGER));
    queues.waiting.add(letter("m3", rootEvent("e3", STRANGER), ACCOUNT));
    queues.waiting.add(letter("m4", "not json", STRANGER));
    queues.waiting.add(
        letter("m5", rootEvent("e5", ACCOUNT).replace("aws.iam", "my.app"), ACCOUNT));
    queues.waiting.add(
        letter("m6", "{\"rootmon\":\"coverage-check\",\"time\":\"" + now + "\"}", ACCOUNT));

    assertThat(check()).isEmpty();

    assertThat(notified).isEmpty();
    assertThat(queues.waiting).isEmpty();
    assertThat(lines()).anyMatch(it -> it.contains("\"deadLettersDropped\":6"));
  }

  @Test
  void acceptsEveryAccountWithoutTheAccountList() throws Exception {
    isOrganizationDown = true;
    queues.waiting.add(letter("m1", rootEvent("e1", STRANGER), STRANGER));

    check();

    assertThat(notified).anyMatch(it -> it.startsWith("CRITICAL "));
  }

  @Test
  void aHeartbeatInTheQueueIsNoHeartbeat() throws Exception {
    queues.waiting.add(
        letter("m1", ControlMessageExamples.heartbeat(ACCOUNT, "eu-west-1", now), ACCOUNT));

    check();

    assertThat(store.heartbeats().heard(List.of(new AccountId(ACCOUNT)))).isEmpty();
    assertThat(notified).anyMatch(it -> it.contains("could not deliver 1 event"));
    assertThat(queues.waiting).isEmpty();
  }

  @Test
  void alertsOnAnUnreadableRecordAndReadsItsNeighbours() throws Exception {
    queues.waiting.add(letter("m1", "{\"source\":", ACCOUNT));
    queues.waiting.add(letter("m2", rootEvent("e1", ACCOUNT), ACCOUNT));

    assertThat(check()).isEmpty();

    assertThat(notified)
        .anyMatch(it -> it.contains("could not be parsed as an event"))
        .anyMatch(it -> it.startsWith("CRITICAL "));
    assertThat(queues.waiting).isEmpty();
  }

  @Test
  void aQueueThatCannotBeReadIsAGapThatIsReportedOnce() throws Exception {
    heartbeats();
    queues.problem =
        Optional.of(new DeadLetterQueues.Problem("denied", "AccessDenied", "allow it", false));
    check();
    now = now.plus(Duration.ofHours(1));
    heartbeats();
    check();
    assertThat(notified)
        .containsExactly(
            "HIGH Cannot read the dead-letter queue in us-east-1: undelivered events may be lost");

    queues.problem = Optional.empty();
    now = now.plus(Duration.ofHours(1));
    heartbeats();
    check();
    assertThat(notified)
        .last()
        .isEqualTo("LOW The dead-letter queue in us-east-1 can be read again");
  }

  @Test
  void otherChannelsReportAChannelWithoutRecipientsOnce() throws Exception {
    heartbeats();
    channelProblem = Optional.of("the topic has no confirmed subscription");
    check();
    now = now.plus(Duration.ofHours(1));
    heartbeats();
    check();

    assertThat(notified).containsExactly("HIGH Channel topic reaches no recipient");
    channelProblem = Optional.empty();
    now = now.plus(Duration.ofHours(1));
    heartbeats();
    check();
    assertThat(notified).contains("LOW Channel topic works again");
  }

  @Test
  void driftIsStartedByItsMessageAndReportedByTheNextCheck() throws Exception {
    heartbeats();
    Handler handler = handler();
    assertThat(failures(handler, "d", "{\"rootmon\":\"drift-check\",\"time\":\"" + now + "\"}"))
        .isEmpty();
    drifted =
        List.of(
            new DriftedStack(
                new AccountId(ACCOUNT),
                "eu-west-1",
                DriftedStack.Kind.DELETED,
                now,
                "RootActivity (Events Rule) was deleted"));
    now = now.plus(Duration.ofHours(1));
    heartbeats();

    assertThat(failures(handler, "m", ControlMessageExamples.check(now))).isEmpty();

    assertThat(notified)
        .containsExactly(
            "CRITICAL Root activity may be undetected in payments, eu-west-1: the spoke was partly"
                + " deleted");
    assertThat(lines()).anyMatch(it -> it.contains("drift detection was started"));
  }

  private void heartbeats() throws Exception {
    for (String region : List.of("eu-west-1", "us-east-1")) {
      store.heartbeats().heard(new AccountId(ACCOUNT), region, now);
    }
  }

  private List<String> check() throws IOException {
    return failures(handler(), "m", ControlMessageExamples.check(now));
  }

  private Handler handler() {
    CoverageSettings settings =
        new CoverageSettings(
            new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")),
            Duration.ofHours(3),
            Set.of(),
            Set.of(),
            CoverageSettings.DEAD_LETTER_QUEUE,
            List.of(new StackSetSettings("rootmon-spoke")));
    CoverageMonitor watch =
        new CoverageMonitor(
            settings,
            left -> {
              if (isOrganizationDown) {
                throw new OrganizationException("list accounts: down", null);
              }
              return List.of(
                  new OrganizationAccount(
                      new AccountId(ACCOUNT), "payments", true, Optional.of(Instant.EPOCH), false));
            },
            store.heartbeats(),
            AccountDirectory.of(Map.of()),
            () -> now);
    CoverageChecks checks =
        new CoverageChecks(
            settings,
            queues,
            new DriftMonitor(settings, stackSets(), store.heartbeats(), () -> now),
            new EnabledRegionMonitor(
                settings, (account, left) -> Map.of("eu-west-1", true), store.heartbeats()),
            new GapMonitor(store.heartbeats()));
    Dispatcher dispatcher =
        new Dispatcher(List.of(channel("topic"), channel("chat")), store, () -> now);
    RootMonitor monitor = MonitorFixtures.builder(dispatcher).store(store).clock(() -> now).build();
    PrintStream out = new PrintStream(log, false, StandardCharsets.UTF_8);
    return new Handler(
        new FunctionContext(
            monitor,
            () ->
                new ControlMessageProcessor(
                    monitor,
                    Optional.of(watch),
                    Optional.of(checks),
                    Optional.empty(),
                    Optional.empty()),
            Optional.empty(),
            PrimerFixtures.of(Templates.builtIn(), Set.of()),
            Templates.builtIn(),
            Optional.empty(),
            () -> {}),
        new InvocationLogger(out, Map.of()));
  }

  /** Two channels, one with a check. An alert to both is counted once. */
  private Channel channel(String name) {
    return new Channel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
        if (channelIsDown) {
          throw DeliveryException.rejected("down", null);
        }
        if (name.equals("chat")) {
          notified.add(alert.severity() + " " + alert.headline());
        } else {
          assertThat(channelProblem).isEmpty();
        }
        return new Receipt("taken");
      }

      @Override
      public Optional<HealthCheck> healthCheck() {
        return name.equals("topic") ? Optional.of(left -> channelProblem) : Optional.empty();
      }
    };
  }

  private StackSets stackSets() {
    return new StackSets() {
      @Override
      public void detectDrift(StackSetSettings stackSet, String id, Deadline deadline) {}

      @Override
      public Operation operation(StackSetSettings stackSet, String id, Deadline deadline) {
        return new Operation(Optional.of(now), Optional.empty());
      }

      @Override
      public List<DriftedStack> drifted(StackSetSettings stackSet, String id, Deadline deadline) {
        return drifted;
      }
    };
  }

  private DeadLetter letter(String id, String body, String account) {
    return new DeadLetter(
        "eu-west-1",
        id,
        "receipt-" + id,
        body,
        "NO_PERMISSIONS",
        "not authorized",
        RULE.formatted(account),
        Optional.of(now));
  }

  private static String rootEvent(String id, String account) {
    return """
    {"version":"0","id":"%1$s","detail-type":"AWS API Call via CloudTrail","source":"aws.iam",
     "account":"%2$s","time":"2026-03-14T05:30:00Z","region":"us-east-1","detail":{
     "eventVersion":"1.09","userIdentity":{"type":"Root","principalId":"%2$s",
      "arn":"arn:aws:iam::%2$s:root","accountId":"%2$s"},
     "eventTime":"2026-03-14T05:30:00Z","eventSource":"iam.amazonaws.com",
     "eventName":"CreateAccessKey","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.1",
     "userAgent":"console","requestParameters":null,"eventID":"%1$s",
     "eventType":"AwsApiCall","recipientAccountId":"%2$s"}}
    """
        .formatted(id, account);
  }

  private static List<String> failures(Handler handler, String... idsAndBodies) throws IOException {
    Invocation invocation = new Invocation("request-1", Deadline.in(Duration.ofSeconds(20)));
    return new ArrayList<>(
        handler
            .process(
                Payload.read(ExampleEvents.batch(idsAndBodies).getBytes(StandardCharsets.UTF_8)),
                invocation)
            .getBatchItemFailures()
            .stream()
            .map(it -> it.getItemIdentifier())
            .toList());
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
