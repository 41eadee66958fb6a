package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daily comparison of CloudTrail's log files with the delivered events, end to end. */
class WitnessCheckTest {
  private static final String ACCOUNT = "111122223333";
  private static final String OTHER = "444455556666";
  private static final String EXCLUDED = "777788889999";
  private static final String NOTE =
      "Found in the CloudTrail archive. EventBridge did not deliver this event.";
  private static final Duration LONG = Duration.ofSeconds(25);

  /** The rest of an invocation in which no second page is read. */
  private static final Duration SHORT = Duration.ofSeconds(9);

  private record Queued(String body, Duration delay) {}

  private Instant now = Instant.parse("2026-03-14T05:30:00Z");
  private final List<Alert> alertsSent = new CopyOnWriteArrayList<>();
  private final List<Queued> queue = new ArrayList<>();
  private final List<Queued> sent = new ArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private SharedStateStore store = new MemoryStore(() -> now);
  private Routes routes = Routes.everythingTo(Set.of("chat"));
  private FakeAthena athena;
  private boolean channelIsDown;
  private boolean queueIsDown;

  @BeforeEach
  void start() throws Exception {
    athena = new FakeAthena();
    store.heartbeats().store("witness-first", "2026-03-12");
  }

  @AfterEach
  void stop() {
    athena.close();
  }

  @Test
  void reportsThatAllEventsWereDelivered() throws Exception {
    deliver("e1", ACCOUNT);
    deliver("e2", OTHER);
    athena.addRootCall(ACCOUNT, "us-east-1", "CreateAccessKey", "e1");
    athena.addRootCall(OTHER, "us-east-1", "CreateAccessKey", "e2");
    int alerts = alertsSent.size();

    check();

    assertThat(alertsSent).hasSize(alerts);
    assertThat(lines())
        .anyMatch(
            it ->
                it.contains("\"message\":\"All 2 root events of 2026-03-12 were delivered.\"")
                    && it.contains("\"level\":\"INFO\""))
        .anyMatch(it -> it.endsWith("\"WitnessEventsDelivered\":2}"))
        .anyMatch(it -> it.endsWith("\"WitnessEventsMissing\":0}"))
        .anyMatch(it -> it.endsWith("\"WitnessFailures\":0}"));
  }

  @Test
  void scansOneDayOfTheTrailOnly() throws Exception {
    check();

    assertThat(athena.calls("StartQueryExecution"))
        .singleElement()
        .asString()
        .contains(
            "FROM \\\"security\\\".\\\"trail\\\"",
            "\\\"day\\\" >= '2026/03/12'",
            "\\\"day\\\" <= '2026/03/12'",
            "\"WorkGroup\":\"rootmon\"");
  }

  @Test
  void processesAnEventThatWasNotDeliveredAndReportsItsAccountAndRegion() throws Exception {
    deliver("e1", ACCOUNT);
    alertsSent.clear();
    athena.addRootCall(ACCOUNT, "us-east-1", "CreateAccessKey", "e1");
    athena.addRootCall(OTHER, "eu-west-1", "DeleteTrail", "e2");

    check();

    Alert found = alertsSent.get(0);
    assertThat(found.finding().orElseThrow().activity().event().id()).isEqualTo("e2");
    assertThat(found.notes()).contains(NOTE);
    assertThat(MessageJson.of(found)).contains("\"foundInArchive\" : true", NOTE);
    Alert gap = alertsSent.get(1);
    assertThat(gap.severity()).isEqualTo(Severity.HIGH);
    assertThat(gap.headline())
        .isEqualTo("EventBridge did not deliver root events of " + OTHER + " from eu-west-1");
    assertThat(gap.facts().toString()).contains("1 event of 2026-03-12: DeleteTrail");
    assertThat(alertsSent).hasSize(2);
    assertThat(lines())
        .anyMatch(it -> it.contains("1 of 2 root events of 2026-03-12 was not delivered."))
        .anyMatch(it -> it.contains("\"foundInArchive\":true"))
        .noneMatch(it -> it.contains("\"Latency\"") && it.contains("172"))
        .anyMatch(it -> it.endsWith("\"WitnessEventsDelivered\":1}"))
        .anyMatch(it -> it.endsWith("\"WitnessEventsMissing\":1}"));
  }

  @Test
  void reportsTheRecoveryWhenTheNextDayIsComplete() throws Exception {
    athena.addRootCall(ACCOUNT, "eu-west-1", "CreateAccessKey", "e1");
    check();
    athena.rows.clear();
    alertsSent.clear();
    tomorrow();

    check();

    assertThat(alertsSent)
        .singleElement()
        .extracting(Alert::headline)
        .asString()
        .startsWith("EventBridge delivered all root events of " + ACCOUNT + ", eu-west-1");
  }

  @Test
  void anAlertAlreadySentIsNotRepeatedByADuplicateMessage() throws Exception {
    athena.addRootCall(ACCOUNT, "eu-west-1", "CreateAccessKey", "e1");
    String daily = daily();
    send(daily);
    send(daily);
    List<Queued> days = List.copyOf(queue);
    assertThat(days).hasSize(2);
    queue.clear();
    send(days.get(0).body());
    send(days.get(1).body());
    List<Queued> polls = List.copyOf(queue);
    queue.clear();

    // The same token, so that Athena does not start a second query.
    assertThat(athena.calls("StartQueryExecution")).hasSize(2);
    assertThat(athena.startedQueries()).isEqualTo(1);
    assertThat(polls).extracting(Queued::body).containsOnly(polls.get(0).body());
    send(polls.get(0).body());
    int alerts = alertsSent.size();
    send(polls.get(1).body());

    assertThat(alerts).isEqualTo(2);
    assertThat(alertsSent).hasSize(alerts);
    assertThat(lines()).anyMatch(it -> it.contains("were compared before"));
  }

  /** The first worker ended after the alerts and before it stored the result of the day. */
  @Test
  void aRepeatedMessageStillCountsTheEventAsMissing() throws Exception {
    athena.addRootCall(ACCOUNT, "eu-west-1", "CreateAccessKey", "e1");
    send(daily());
    send(take());
    String poll = take();
    send(poll);
    store.heartbeats().store("witness-2026-03-12", "");
    log.reset();
    int alerts = alertsSent.size();
    send(poll);

    assertThat(alertsSent).hasSize(alerts);
    assertThat(lines()).anyMatch(it -> it.endsWith("\"WitnessEventsMissing\":1}"));
  }

  @Test
  void resumesOverSeveralMessages() throws Exception {
    athena.rowsPerPage = 2;
    deliver("e1", ACCOUNT);
    athena.addRootCall(ACCOUNT, "us-east-1", "CreateAccessKey", "e1");
    athena.addRootCall(OTHER, "eu-west-1", "DeleteTrail", "e2");
    athena.addRootCall(OTHER, "eu-west-1", "StopLogging", "e3");
    athena.addRootCall(ACCOUNT, "eu-west-2", "DeleteTrail", "e4");
    send(daily());
    send(take());
    while (!queue.isEmpty()) {
      assertThat(send(take(), SHORT)).isEmpty();
    }

    assertThat(sent.stream().filter(it -> it.body().contains("\"step\":\"READ\""))).hasSize(2);
    assertThat(athena.calls("GetQueryResults")).hasSize(3);
    assertThat(lines())
        .anyMatch(it -> it.contains("3 of 4 root events of 2026-03-12 were not delivered."))
        .anyMatch(it -> it.endsWith("\"WitnessEventsMissing\":3}"));
    assertThat(alertsSent.get(alertsSent.size() - 1).facts().toString())
        .contains("2 events of 2026-03-12: DeleteTrail, StopLogging")
        .contains("1 event of 2026-03-12: DeleteTrail");
  }

  @Test
  void readsAllPagesInOneMessageWhileThereIsTime() throws Exception {
    athena.rowsPerPage = 2;
    for (int at = 0; at < 7; at++) {
      deliver("e" + at, ACCOUNT);
      athena.addRootCall(ACCOUNT, "us-east-1", "CreateAccessKey", "e" + at);
    }

    check();

    assertThat(sent.stream().filter(it -> it.body().contains("\"step\":\"READ\""))).isEmpty();
    assertThat(lines()).anyMatch(it -> it.contains("All 7 root events of 2026-03-12"));
  }

  @Test
  void neverWaitsForTheQuery() throws Exception {
    athena.state = "RUNNING";
    send(daily());
    send(take());
    assertThat(queue).extracting(Queued::delay).containsExactly(Duration.ofMinutes(1));
    send(take());
    assertThat(queue).extracting(Queued::delay).containsExactly(Duration.ofMinutes(1));
    assertThat(athena.calls("GetQueryResults")).isEmpty();
    athena.state = "SUCCEEDED";
    pump();
    assertThat(lines()).anyMatch(it -> it.contains("has no root event to compare"));
  }

  @Test
  void stopsAQueryThatDoesNotEnd() throws Exception {
    athena.state = "RUNNING";
    check();

    assertThat(athena.calls("StopQueryExecution")).hasSize(1);
    assertThat(gap().facts().toString()).contains("did not end within an hour");
    assertThat(total(sent)).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(70));
  }

  @Test
  void reportsAQueryThatExceedsTheLimitOfBytes() throws Exception {
    athena.state = "CANCELLED";
    athena.reason = "Query cancelled! : Bytes scanned limit was exceeded";
    check();

    assertThat(gap().headline())
        .isEqualTo(
            "Cannot compare the CloudTrail archive with the delivered events: a lost event would"
                + " not be detected");
    assertThat(gap().facts().toString()).contains("2026-03-12", "Bytes scanned limit was exceeded");
    assertThat(gap().advice().toString())
        .contains("Raise trail.scan_limit_gb of the hub", "compares the day again tomorrow");
    assertThat(lines())
        .anyMatch(it -> it.contains("the events of 2026-03-12 were not compared"))
        .anyMatch(it -> it.endsWith("\"WitnessFailures\":1}"))
        .noneMatch(it -> it.contains("\"WitnessEventsMissing\""));
  }

  @Test
  void reportsAFailedQueryAndComparesTheDayTomorrow() throws Exception {
    athena.state = "FAILED";
    athena.reason = "HIVE_CURSOR_ERROR: broken file";
    athena.addRootCall(ACCOUNT, "eu-west-1", "CreateAccessKey", "e1");
    check();
    assertThat(gap().facts().toString()).contains("query-1 failed: HIVE_CURSOR_ERROR");
    alertsSent.clear();
    athena.state = "SUCCEEDED";
    tomorrow();

    check();

    assertThat(athena.startedQueries()).isEqualTo(3);
    assertThat(lines())
        .anyMatch(it -> it.contains("The only root event of 2026-03-12 was not delivered."));
    assertThat(alertsSent)
        .extracting(Alert::headline)
        .contains("The CloudTrail archive is compared with the delivered events again");
  }

  @Test
  void reportsAMissingPermissionWithItsRemedy() throws Exception {
    athena.fail("StartQueryExecution", "AccessDeniedException", "not authorized", 1);
    check();

    assertThat(gap().facts().toString())
        .contains("start a query in workgroup rootmon: AccessDeniedException");
    assertThat(gap().advice().toString()).contains("Apply the Terraform module of the hub");
    assertThat(queue).isEmpty();
  }

  @Test
  void reportsALostResult() throws Exception {
    athena.fail("GetQueryResults", "InvalidRequestException", "Could not find results", 1);
    check();

    assertThat(gap().facts().toString()).contains("Could not find results");
    assertThat(gap().advice().toString()).contains("stores results in trail.results");
  }

  @Test
  void triesAThrottledCallAgainLater() throws Exception {
    athena.fail("StartQueryExecution", "TooManyRequestsException", "Rate exceeded", 2);
    athena.fail("GetQueryExecution", "ThrottlingException", "Rate exceeded", 1);
    athena.fail("GetQueryResults", "TooManyRequestsException", "Rate exceeded", 1);
    check();

    assertThat(alertsSent).isEmpty();
    assertThat(athena.calls("StartQueryExecution")).hasSize(3);
    assertThat(lines()).anyMatch(it -> it.endsWith("\"WitnessFailures\":0}"));
  }

  @Test
  void reportsThrottlingThatLasts() throws Exception {
    athena.fail("StartQueryExecution", "TooManyRequestsException", "Rate exceeded", 100);
    check();

    assertThat(athena.calls("StartQueryExecution")).hasSize(6);
    assertThat(gap().facts().toString()).contains("TooManyRequestsException");
    assertThat(gap().advice().toString()).contains("Check the quotas of Athena");
  }

  @Test
  void aGapIsReportedOnceWhileItLasts() throws Exception {
    athena.state = "FAILED";
    check();
    now = now.plus(Duration.ofHours(1));
    check();
    assertThat(alertsSent).hasSize(1);
  }

  @Test
  void theHubComparesNoDayBeforeItsFirstWholeDay() throws Exception {
    store = new MemoryStore(() -> now);
    check();
    assertThat(athena.startedQueries()).isZero();
    assertThat(lines())
        .anyMatch(
            it -> it.contains("the first one is 2026-03-15, which is compared on 2026-03-17"));
    now = Instant.parse("2026-03-17T05:30:00Z");
    check();
    assertThat(athena.calls("StartQueryExecution"))
        .singleElement()
        .asString()
        .contains("'2026/03/15'");
  }

  @Test
  void findingsThatNoChannelReceivesAreCountedAndNotCompared() throws Exception {
    routes =
        new Routes(
            List.of(new Route(Set.of(), Set.of(), Severity.CRITICAL, Set.of(), Set.of("chat"))));
    athena.addRootCall(ACCOUNT, "us-east-1", "GetAccountSummary", "e1");
    check();

    assertThat(alertsSent).isEmpty();
    assertThat(lines())
        .anyMatch(it -> it.contains("Not compared, because no channel receives them: 1."));
  }

  @Test
  void accountsWithoutASpokeAreNotCompared() throws Exception {
    athena.addRootCall(EXCLUDED, "us-east-1", "CreateAccessKey", "e1");
    check();

    assertThat(alertsSent).isEmpty();
    assertThat(lines()).anyMatch(it -> it.contains("has no root event to compare"));
  }

  @Test
  void aRowThatCannotBeParsedIsReportedAndCostsNoOther() throws Exception {
    athena.rows.add(List.of("{\"type\":\"Root\"}", "soon", "", "", "", "", ""));
    athena.addRootCall(ACCOUNT, "us-east-1", "CreateAccessKey", "e1");
    check();

    assertThat(alertsSent)
        .extracting(Alert::headline)
        .anyMatch(it -> it.startsWith("A message could not be parsed"))
        .anyMatch(it -> it.contains("root access key"));
    assertThat(lines())
        .anyMatch(it -> it.contains("The only root event of 2026-03-12 was not delivered."))
        .anyMatch(it -> it.contains("Not parsed: 1."));
  }

  @Test
  void aPageWhoseAlertsWereNotDeliveredIsReadAgain() throws Exception {
    athena.addRootCall(ACCOUNT, "eu-west-1", "CreateAccessKey", "e1");
    channelIsDown = true;
    send(daily());
    send(take());
    send(take());
    assertThat(queue)
        .singleElement()
        .extracting(Queued::body)
        .asString()
        .contains("\"tries\":\"1\"");
    assertThat(new WitnessDays(store.heartbeats()).find(LocalDate.of(2026, 3, 12))).isEmpty();
    channelIsDown = false;
    pump();

    assertThat(alertsSent).hasSize(2);
    assertThat(alertsSent.get(0).notes()).contains(NOTE);
    assertThat(lines()).anyMatch(it -> it.endsWith("\"WitnessEventsMissing\":1}"));
  }

  @Test
  void aMessageThatCannotContinueReturnsToTheQueue() throws Exception {
    queueIsDown = true;
    assertThat(send(daily())).isNotEmpty();
    assertThat(lines()).anyMatch(it -> it.contains("the next message was not sent"));
  }

  @Test
  void aMessageWithoutTheStoreReturnsToTheQueue() throws Exception {
    store = new UnavailableStore();
    assertThat(send(daily())).isNotEmpty();
  }

  // ----

  private void tomorrow() {
    now = now.plus(Duration.ofDays(1));
  }

  private Alert gap() {
    return alertsSent.get(alertsSent.size() - 1);
  }

  private String daily() {
    return "{\"rootmon\":\"witness-check\",\"time\":\"" + now + "\"}";
  }

  /** Sends the daily message, and every message that follows it. */
  private void check() throws IOException {
    assertThat(send(daily())).isEmpty();
    pump();
  }

  private void pump() throws IOException {
    while (!queue.isEmpty()) {
      assertThat(send(take())).isEmpty();
    }
  }

  private String take() {
    return queue.remove(0).body();
  }

  private static Duration total(List<Queued> messages) {
    return messages.stream().map(Queued::delay).reduce(Duration.ZERO, Duration::plus);
  }

  private void deliver(String id, String account) throws IOException {
    String event =
        """
        {"version":"0","id":"%1$s","detail-type":"AWS API Call via CloudTrail","source":"aws.iam",
         "account":"%2$s","time":"2026-03-12T05:30:00Z","region":"us-east-1","detail":{
         "userIdentity":{"type":"Root","principalId":"%2$s","arn":"arn:aws:iam::%2$s:root",
          "accountId":"%2$s"},"eventTime":"2026-03-12T05:30:00Z",
         "eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",
         "eventID":"%1$s","recipientAccountId":"%2$s"}}
        """
            .formatted(id, account);
    assertThat(send(event)).isEmpty();
  }

  private List<String> send(String body) throws IOException {
    return send(body, LONG);
  }

  private List<String> send(String body, Duration time) throws IOException {
    return handler()
        .process(
            Payload.read(ExampleEvents.batch("m", body).getBytes(StandardCharsets.UTF_8)),
            new Invocation("request-1", Deadline.in(time)))
        .getBatchItemFailures()
        .stream()
        .map(it -> it.getItemIdentifier())
        .toList();
  }

  /** A handler of another worker each time. */
  private Handler handler() {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {
              "channels": { "chat": { "type": "sns", "topic": "arn:aws:sns:eu-west-1:111122223333:t" } },
              "state": { "table": "rootmon" },
              "coverage": { "regions": ["eu-west-1"], "excludedAccounts": ["777788889999"] },
              "trail": { "workgroup": "rootmon", "database": "security" }
            }
            """);
    ChannelContext context =
        ChannelContext.of(
                Map.of("AWS_REGION", "eu-west-1"), () -> athena.access(), Templates.builtIn())
            .at(() -> now);
    RootMonitor monitor =
        RootMonitor.builder()
            .store(store)
            .channels(List.of(new Chat()))
            .routes(routes)
            .clock(() -> now)
            .build();
    return new Handler(
        new FunctionContext(
            monitor,
            () ->
                ControlMessageProcessor.of(
                    configuration, context, store, monitor, Optional.of(this::enqueue)),
            Optional.empty(),
            PrimerFixtures.of(Templates.builtIn(), Set.of()),
            Templates.builtIn(),
            Optional.empty(),
            () -> {}),
        new InvocationLogger(new PrintStream(log, false, StandardCharsets.UTF_8), Map.of()));
  }

  private void enqueue(String body, Duration delay) throws IOException {
    if (queueIsDown) {
      throw new IOException("the queue is down");
    }
    queue.add(new Queued(body, delay));
    sent.add(new Queued(body, delay));
  }

  private final class Chat implements Channel {
    @Override
    public String name() {
      return "chat";
    }

    @Override
    public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
      if (channelIsDown) {
        throw DeliveryException.rejected("down", null);
      }
      alertsSent.add(alert);
      return new Receipt("taken");
    }
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
