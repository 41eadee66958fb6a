package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tests that each channel is notified once, and what happens to alerts that no channel accepts. */
class RootMonitorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Instant now = Instant.parse("2026-03-14T02:20:00Z");
  private final RecordingChannel sns = new RecordingChannel("sns");
  private final RecordingChannel slack = new RecordingChannel("slack");

  @Test
  void notifiesOnceForRepeatedEvents() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    Finding finding = signIn(monitor);

    ProcessingResult first = monitor.process(finding, Deadline.in(TIMEOUT));
    ProcessingResult again = monitor.process(finding, Deadline.in(TIMEOUT));

    assertThat(first.isDone()).isTrue();
    assertThat(results(first)).containsExactly(Result.DELIVERED, Result.DELIVERED);
    assertThat(again.isDone()).isTrue();
    assertThat(results(again)).containsExactly(Result.DELIVERED_BEFORE, Result.DELIVERED_BEFORE);
    assertThat(sns.alerts()).hasSize(1);
  }

  @Test
  void doesNotNotifyOfACorrection() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    monitor.process(signIn(monitor), Deadline.in(TIMEOUT));

    ProcessingResult copy = monitor.process(finding(monitor, correction()), Deadline.in(TIMEOUT));

    assertThat(copy.action()).isEqualTo(IncidentAction.DUPLICATE);
    assertThat(copy.isDone()).isTrue();
    assertThat(sns.alerts()).hasSize(1);
  }

  @Test
  void sendsADuplicateToChannelsThatTheFirstSkipped() throws Exception {
    Route first =
        new Route(Set.of(new AccountId("111122223333")), Severity.MEDIUM, Set.of(), Set.of("sns"));
    Route other =
        new Route(
            Set.of(new AccountId("444455556666")), Severity.MEDIUM, Set.of(), Set.of("slack"));
    RootMonitor monitor = monitor(new MemoryStore(() -> now), new Routes(List.of(first, other)));
    monitor.process(finding(monitor, shared("act-0")), Deadline.in(TIMEOUT));

    String elsewhere = shared("act-1").replace("111122223333", "444455556666");
    ProcessingResult copy = monitor.process(finding(monitor, elsewhere), Deadline.in(TIMEOUT));

    assertThat(copy.action()).isEqualTo(IncidentAction.DUPLICATE);
    assertThat(results(copy)).containsExactly(Result.DELIVERED);
    assertThat(sns.alerts()).hasSize(1);
    assertThat(slack.alerts()).hasSize(1);
  }

  @Test
  void onlyTheChannelThatFailedIsTriedAgain() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    slack.failing(3, DeliveryException.retryable("busy", null));
    Finding finding = signIn(monitor);

    ProcessingResult first = monitor.process(finding, Deadline.in(TIMEOUT));
    ProcessingResult second = monitor.process(finding, Deadline.in(TIMEOUT));

    assertThat(first.isDone()).isFalse();
    assertThat(results(second)).containsExactly(Result.DELIVERED_BEFORE, Result.DELIVERED);
    assertThat(second.isDone()).isTrue();
    assertThat(sns.alerts()).hasSize(1);
    assertThat(slack.alerts()).hasSize(1);
  }

  @Test
  void alertsWithANoteWhenTheStoreIsUnavailable() throws Exception {
    RootMonitor monitor = monitor(new UnavailableStore());

    ProcessingResult outcome = monitor.process(signIn(monitor), Deadline.in(TIMEOUT));

    assertThat(outcome.isDone()).isTrue();
    assertThat(outcome.problems())
        .containsExactly("no decision on the incident: the store is down");
    assertThat(sns.alerts()).hasSize(1).allMatch(it -> it.notes().contains(Dispatcher.STORE_DOWN));
    assertThat(slack.alerts()).hasSize(1);
  }

  @Test
  void reportsARejectionInTheOtherChannelsOnceAnHour() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    slack.failing(10, revoked());

    for (int i = 0; i < 3; i++) {
      Finding inAnotherAccount = signIn(monitor, "act-" + i, "44445555666" + i);
      assertThat(monitor.process(inAnotherAccount, Deadline.in(TIMEOUT)).isDone()).isTrue();
    }
    now = now.plus(Duration.ofHours(1));
    monitor.process(signIn(monitor, "act-later"), Deadline.in(TIMEOUT));

    assertThat(sns.alerts().stream().map(Alert::headline).filter(it -> it.contains("rejecting")))
        .containsExactlyElementsOf(
            Collections.nCopies(
                2,
                "Channel slack is rejecting alerts: recipients of that channel are not being"
                    + " notified"));
    assertThat(sns.alerts()).hasSize(4 + 2);
    assertThat(sns.alerts().get(1).facts())
        .anyMatch(it -> it.value().equals("Slack: token_revoked; renew the token"));
  }

  @Test
  void reportsARejectionOnceAnHourWithoutTheStore() throws Exception {
    RootMonitor monitor = monitor(new UnavailableStore());
    slack.failing(10, revoked());

    monitor.process(signIn(monitor, "act-1"), Deadline.in(TIMEOUT));
    monitor.process(signIn(monitor, "act-2"), Deadline.in(TIMEOUT));

    assertThat(sns.alerts()).hasSize(2 + 1);
  }

  @Test
  void anAlertThatEveryChannelRejectsIsNotDone() throws Exception {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    slack.failing(revoked());
    sns.failing(DeliveryException.rejected("publish: NotFound", null));
    Finding finding = signIn(monitor);

    assertThat(monitor.process(finding, Deadline.in(TIMEOUT)).isDone()).isFalse();
    // Repaired, the message that comes back is sent.
    assertThat(monitor.process(finding, Deadline.in(TIMEOUT)).isDone()).isTrue();
    assertThat(sns.alerts()).hasSize(1);
  }

  @Test
  void doesNothingWhenNoRouteMatches() throws Exception {
    RootMonitor monitor = monitor(new UnavailableStore(), Routes.NONE);

    ProcessingResult outcome = monitor.process(signIn(monitor), Deadline.in(TIMEOUT));

    assertThat(outcome.action()).isEqualTo(IncidentAction.UNROUTED);
    assertThat(outcome.isDone()).isTrue();
    assertThat(outcome.problems()).isEmpty();
  }

  @Test
  void reportsUnreadableInputOnce() {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    MalformedEventException problem =
        Assertions.catchThrowableOfType(
            MalformedEventException.class, () -> new CloudTrailReader().events("{\"no\":1}"));

    monitor.process(problem, Deadline.in(TIMEOUT));
    now = now.plusSeconds(300);
    monitor.process(problem, Deadline.in(TIMEOUT));

    assertThat(sns.alerts()).hasSize(1);
  }

  private static DeliveryException revoked() {
    return DeliveryException.rejected("Slack: token_revoked; renew the token", null);
  }

  private static List<Result> results(ProcessingResult outcome) {
    return outcome.report().deliveries().stream().map(Delivery::result).toList();
  }

  private static Finding signIn(RootMonitor monitor) throws Exception {
    return signIn(monitor, "act-0");
  }

  private static Finding signIn(RootMonitor monitor, String eventId) throws Exception {
    return signIn(monitor, eventId, "111122223333");
  }

  private static Finding signIn(RootMonitor monitor, String eventId, String account)
      throws Exception {
    return finding(
        monitor,
        example()
            .replaceAll("(\"eventID\": *)\"[^\"]+\"", "$1\"" + eventId + "\"")
            .replace("111122223333", account));
  }

  private static String shared(String eventId) throws Exception {
    return example()
        .replaceAll(
            "(\"eventID\": *)\"[^\"]+\"", "$1\"" + eventId + "\", \"sharedEventID\": \"shared-0\"");
  }

  private static String correction() throws Exception {
    return example()
        .replaceAll(
            "(\"eventID\": *)\"[^\"]+\"",
            "$1\"act-corrected\", \"addendum\": {\"reason\": \"UPDATED_DATA\","
                + " \"originalEventID\": \"act-0\"}");
  }

  private static String example() throws Exception {
    return Files.readString(Path.of("../examples/root-console-login.json"));
  }

  private static Finding finding(RootMonitor monitor, String json) throws Exception {
    CloudTrailEvent event = new CloudTrailReader().events(json).get(0);
    return monitor.judge(event).orElseThrow();
  }

  private RootMonitor monitor(SharedStateStore store) {
    return monitor(store, Routes.everythingTo(Set.of("sns", "slack")));
  }

  private RootMonitor monitor(SharedStateStore store, Routes routes) {
    return RootMonitor.builder()
        .routes(routes)
        .store(store)
        .channels(List.of(sns, slack))
        .clock(() -> now)
        .build();
  }
}
