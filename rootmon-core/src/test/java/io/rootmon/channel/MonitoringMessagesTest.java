package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cases.GoldenFile;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.alert.TestAlertFactory;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.coverage.CoverageMonitor;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.internal.coverage.DeadLetterAlertFactory;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.coverage.Gap;
import io.rootmon.internal.coverage.GapMonitor;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.message.MessageSchema;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages about the monitoring itself, reviewed as files. */
class MonitoringMessagesTest {
  private static final Instant NOW = Instant.parse("2026-03-14T06:00:00Z");
  private static final Templates TEMPLATES = Templates.builtIn();

  @Test
  void gapsOfManyAccounts() throws Exception {
    List<OrganizationAccount> members = new ArrayList<>();
    for (int at = 0; at < 49; at++) {
      members.add(member(String.format("1111222233%02d", at), "team <" + at + ">"));
    }
    CoverageMonitor watch = watch(members);
    watch.recordHeartbeat(new Heartbeat(members.get(48).id(), "eu-west-1", NOW));
    watch.recordHeartbeat(
        new Heartbeat(members.get(3).id(), "us-east-1", NOW.minus(Duration.ofHours(30))));

    check("coverage-many", alert(watch));
  }

  @Test
  void eventsThatOnlyTheArchiveContains() throws Exception {
    check(
        "undelivered-events",
        gaps(
            Gap.Kind.UNDELIVERED_EVENT,
            Gap.ofUndeliveredEvents(
                Optional.of(new AccountId("111122223333")),
                "eu-west-1",
                LocalDate.of(2026, 3, 12),
                2,
                List.of("CreateAccessKey", "DeleteTrail"))));
  }

  @Test
  void anArchiveThatCannotBeCompared() throws Exception {
    check(
        "witness-failed",
        gaps(
            Gap.Kind.WITNESS,
            new Gap(
                Gap.Kind.WITNESS,
                Optional.empty(),
                "rootmon",
                "limit",
                Severity.HIGH,
                "2026-03-12: query 0a1b was cancelled: Bytes scanned limit was exceeded",
                "Raise trail.scan_limit_gb of the hub, or list fewer accounts in its variable trail. The"
                    + " function compares the day again tomorrow.")));
  }

  @Test
  void aGapOfOneAccount() throws Exception {
    List<OrganizationAccount> members = List.of(member("111122223333", "payments-prod"));
    CoverageMonitor watch = watch(members);
    watch.recordHeartbeat(new Heartbeat(members.get(0).id(), "eu-west-1", NOW));

    Alert alert = alert(watch);
    check("coverage-one", alert);
    GoldenRequests.check("coverage", alert);
  }

  @Test
  void aChannelThatRejectsAlerts() {
    AlertFactory alerts = new AlertFactory(names());
    Alert test = TestAlertFactory.create("0b9f6f3c-2f0e-4a53-8a55-6a1c6e9d3b10", NOW);

    Alert rejecting = alerts.rejected("slack", "invalid_auth", test, NOW);
    check("channel-rejecting", rejecting);
    GoldenRequests.check("channel-rejecting", rejecting);
  }

  @Test
  void countedMessagesThatCouldNotBeParsed() {
    check(
        "repeated-unreadable",
        new AlertFactory(names())
            .repeated(
                "unreadable#111122223333",
                1_204,
                Severity.HIGH,
                NOW.minus(Duration.ofHours(1)),
                NOW));
  }

  @Test
  void aTestAlert() {
    Alert test = TestAlertFactory.create("0b9f6f3c-2f0e-4a53-8a55-6a1c6e9d3b10", NOW);
    check("test", test);
    GoldenRequests.check("test", test);
  }

  @Test
  void aSpokeInTrouble() {
    SpokeAlarm trouble =
        new SpokeAlarm(new AccountId("111122223333"), "eu-west-1", NOW, false, Optional.of(3L));

    Alert alarm = new AlertFactory(AccountDirectory.of(Map.of())).about(trouble);
    check("spoke-trouble", alarm);
    GoldenRequests.check("spoke-alarm", alarm);
  }

  @Test
  void undeliveredEventsOfOneAccount() {
    DeadLetterAlertFactory factory = new DeadLetterAlertFactory(names());
    List<DeadLetter> letters =
        List.of(
            letter("111122223333", "m1", "NO_PERMISSIONS", "not authorized to perform PutEvents"),
            letter("111122223333", "m2", "TRANSIENT_ASSUME_ROLE", ""));

    check("dead-letters-one", factory.create(letters, NOW).keySet().iterator().next());
  }

  @Test
  void undeliveredEventsOfManyAccounts() {
    List<DeadLetter> letters = new ArrayList<>();
    for (int at = 0; at < 12; at++) {
      letters.add(letter(String.format("1111222233%02d", at), "m" + at, "NO_RESOURCE", ""));
    }
    var alerts = new DeadLetterAlertFactory(names()).create(letters, NOW);

    assertThat(alerts).hasSize(1);
    check("dead-letters-many", alerts.keySet().iterator().next());
  }

  @Test
  void aDeletedRule() throws Exception {
    check(
        "drift-deleted",
        gaps(
            Gap.Kind.DRIFT,
            Gap.ofDrift(
                new AccountId("111122223333"),
                "eu-west-1",
                "DELETED",
                Severity.CRITICAL,
                "RootActivity (Events Rule) was deleted",
                "rootmon-spoke")));
  }

  @Test
  void aChangedRule() throws Exception {
    check(
        "drift-changed",
        gaps(
            Gap.Kind.DRIFT,
            Gap.ofDrift(
                new AccountId("111122223333"),
                "us-east-1",
                "DRIFTED",
                Severity.HIGH,
                "RootActivity (Events Rule) was changed: State is DISABLED, expected ENABLED",
                "rootmon-spoke")));
  }

  @Test
  void aChannelWithoutRecipients() throws Exception {
    check(
        "channel-failing",
        gaps(
            Gap.Kind.CHANNEL,
            Gap.ofChannel(
                "topic",
                "the topic has no confirmed subscription; 2 subscriptions are pending: open the"
                    + " link in the confirmation email")));
  }

  @Test
  void aRegionThatWasSwitchedOn() throws Exception {
    check(
        "region-enabled",
        gaps(
            Gap.Kind.ENABLED_REGION,
            Gap.ofEnabledRegion(Optional.of(new AccountId("111122223333")), "ap-east-1")));
  }

  @Test
  void aDeadLetterQueueThatCannotBeRead() throws Exception {
    check(
        "dead-letter-queue",
        gaps(
            Gap.Kind.DEAD_LETTER_QUEUE,
            new Gap(
                Gap.Kind.DEAD_LETTER_QUEUE,
                Optional.empty(),
                "eu-west-1",
                "missing",
                Severity.HIGH,
                "there is no queue rootmon-spoke-dead-letters",
                "Deploy the spoke of the hub's own account in eu-west-1: it creates the queue.")));
  }

  private static Alert gaps(Gap.Kind kind, Gap... gaps) throws Exception {
    return new GapMonitor(new MemoryStore(InstantSource.fixed(NOW)).heartbeats())
        .compare(GapScan.complete(kind, List.of(gaps)), NOW, names())
        .alert()
        .orElseThrow();
  }

  private static AccountDirectory names() {
    AccountId id = new AccountId("111122223333");
    return AccountDirectory.of(
        Map.of(id, new Account(Optional.of(id), Optional.of("payments-prod"), Optional.empty())));
  }

  private static DeadLetter letter(String account, String id, String code, String message) {
    return new DeadLetter(
        "eu-west-1",
        id,
        "receipt",
        "{}",
        code,
        message,
        "arn:aws:events:eu-west-1:" + account + ":rule/rootmon-root-activity",
        Optional.of(NOW.minusSeconds(1_800)));
  }

  private static OrganizationAccount member(String id, String name) {
    return new OrganizationAccount(
        new AccountId(id), name, true, Optional.of(Instant.EPOCH), false);
  }

  private static CoverageMonitor watch(List<OrganizationAccount> members) {
    InstantSource clock = InstantSource.fixed(NOW);
    return new CoverageMonitor(
        new CoverageSettings(
            new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")), Duration.ofHours(3), Set.of()),
        unused -> members,
        new MemoryStore(clock).heartbeats(),
        AccountDirectory.of(Map.of()),
        clock);
  }

  private static Alert alert(CoverageMonitor watch) throws Exception {
    return watch
        .check(new CoverageCheck(NOW), Deadline.in(Duration.ofSeconds(20)))
        .flatMap(CoverageMonitor.Check::alert)
        .orElseThrow();
  }

  private static void check(String name, Alert alert) {
    String folder = "messages/watch/" + name + "/";
    MessageSchema.assertValid(alert);
    SnsMessage sns = SnsMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "sns.txt", "Subject: " + sns.subject() + "\n\n" + sns.body());
    SesMessage ses = SesMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "ses.txt", "Subject: " + ses.subject() + "\n\n" + ses.text());
    GoldenFile.check(folder + "ses.html", ses.html());
    SlackMessage slack = SlackMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "slack.json", slack.json());
    assertThat(Stream.of(sns.problems(), ses.problems(), slack.problems()))
        .allMatch(problems -> problems.isEmpty());
  }
}
