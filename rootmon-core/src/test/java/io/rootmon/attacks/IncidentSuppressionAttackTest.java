package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.ProcessingResult;
import io.rootmon.attacks.SimulatedMonitor.Sent;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Noise that keeps an incident open hides no act of a takeover (F1, F13, M-A1). */
class IncidentSuppressionAttackTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration NOISE = Duration.ofMinutes(29);
  private static final String HOME = "192.0.2.10";
  private static final String NEW = "203.0.113.200";
  private static final List<String> OUTSIDE = List.of("198.51.100.1", "203.0.113.1", "192.0.2.200");

  private final SimulatedMonitor monitor = new SimulatedMonitor(BEGIN);
  private final Records records = new Records();

  @Test
  void alertsOnATakeoverAfterTenDaysOfFailedSignIns() {
    monitor.receive(BEGIN, records.failedSignIn(BEGIN, OUTSIDE.get(0)));
    Instant owner = BEGIN.plusSeconds(600);
    monitor.receive(owner, records.signInWithMfa(owner, HOME));
    Instant time = owner;
    for (int i = 0; i < 495; i++) {
      time = time.plus(NOISE);
      monitor.receive(time, records.failedSignIn(time, OUTSIDE.get(i % 3)));
    }
    int before = monitor.alerts().size();

    List<Sent> takeover = takeover(time.plusSeconds(60), NEW);

    assertThat(rules(takeover))
        .contains("root.sign-in.without-mfa", "root.access-key.created", "root.mfa.removed");
    assertThat(takeover.get(0).alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(monitor.reports()).isNotEmpty();
    assertThat(before).isLessThanOrEqualTo(60);
    AttackTable.row(
        "F1.1",
        "failed sign-ins every 29 minutes for 10 days, then a takeover",
        "2 alerts in 10 days; sign-in, key and MFA removal: no alert",
        before + " alerts in 10 days; takeover: " + rules(takeover));
  }

  @Test
  void alertsOnASecondTakeoverAfterFortyDaysOfFailedSignIns() {
    Instant time = BEGIN;
    for (int i = 0; i < 50; i++) {
      time = time.plus(NOISE);
      monitor.receive(time, records.failedSignIn(time, OUTSIDE.get(i % 3)));
    }
    takeover(time.plusSeconds(60), NEW);
    for (int i = 0; i < 2_000; i++) {
      time = time.plus(NOISE);
      monitor.receive(time, records.failedSignIn(time, OUTSIDE.get(i % 3)));
    }

    List<Sent> second = takeover(time.plusSeconds(60), "198.51.100.77");

    assertThat(rules(second)).contains("root.sign-in.without-mfa", "root.access-key.created");
    AttackTable.row(
        "F1.1b",
        "40 days of failed sign-ins between two takeovers",
        "second takeover: no alert",
        "second takeover: " + rules(second));
  }

  @Test
  void alertsOnDisabledAndDeletedRulesDuringHarmlessChanges() {
    Instant time = BEGIN;
    for (int i = 0; i < 3 * 24 * 60 / 29; i++) {
      time = time.plus(NOISE);
      monitor.receive(
          time, records.ruleChange(time, OUTSIDE.get(i % 3), "PutRule", "rootmon-noise"));
    }
    int before = monitor.alerts().size();

    time = time.plusSeconds(60);
    ProcessingResult disabled =
        monitor.receive(
            time, records.ruleChange(time, HOME, "DisableRule", "rootmon-root-activity"));
    ProcessingResult deleted =
        monitor.receive(
            time, records.ruleChange(time, HOME, "DeleteRule", "rootmon-root-activity"));

    assertThat(disabled.reason()).contains(NotificationReason.RULE);
    assertThat(deleted.reason()).contains(NotificationReason.RULE);
    AttackTable.row(
        "F1.2",
        "PutRule every 29 minutes for 3 days, then DisableRule and DeleteRule",
        "1 alert in 3 days; DisableRule and DeleteRule: no alert",
        before + " alerts in 3 days; DisableRule and DeleteRule: an alert each");
  }

  @Test
  void alertsOnStopLoggingDuringHarmlessChanges() {
    Instant time = BEGIN;
    for (int i = 0; i < 149; i++) {
      time = time.plus(NOISE);
      monitor.receive(time, records.ruleChange(time, HOME, "PutRule", "rootmon-noise"));
    }

    Instant stop = time.plusSeconds(70);
    ProcessingResult stopped = monitor.receive(stop, records.stoppedLogging(stop, HOME));

    assertThat(stopped.reason()).contains(NotificationReason.RULE);
    AttackTable.row("F1.3", "PutRule noise, then StopLogging by root", "no alert", "alert: rule");
  }

  @Test
  void alertsOnClosedAccountAfterChangedAddress() {
    ProcessingResult started = call(0, "account", "StartPrimaryEmailUpdate");
    ProcessingResult accepted = call(60, "account", "AcceptPrimaryEmailUpdate");
    ProcessingResult closed = call(120, "account", "CloseAccount");
    ProcessingResult left = call(180, "organizations", "LeaveOrganization");

    assertThat(started.reason()).contains(NotificationReason.FIRST);
    assertThat(accepted.reason()).contains(NotificationReason.SEVERITY);
    assertThat(closed.reason()).contains(NotificationReason.RULE);
    assertThat(left.reason()).contains(NotificationReason.RULE);
    AttackTable.row(
        "F1.4",
        "the root email address changes, then CloseAccount and LeaveOrganization",
        "last two: no alert",
        "an alert each");
  }

  @Test
  void alertsOnRemovedMfaAfterACreatedKey() {
    monitor.receive(BEGIN, records.signInWithMfa(BEGIN, HOME));
    ProcessingResult key = call(60, "iam", "CreateAccessKey");
    Instant time = BEGIN.plusSeconds(120);
    ProcessingResult mfa = monitor.receive(time, records.removedMfa(time, HOME));
    monitor.receive(time, records.attachedPolicy(time, HOME));
    call(180, "sts", "GetSessionToken");

    assertThat(key.reason()).contains(NotificationReason.SEVERITY);
    assertThat(mfa.reason()).contains(NotificationReason.RULE);
    assertThat(monitor.alerts()).hasSize(3);
    AttackTable.row(
        "F1.5",
        "sign-in with MFA, CreateAccessKey, then DeactivateMFADevice",
        "MFA removal: no alert",
        "MFA removal: alert; HIGH acts of the same incident are in its report");
  }

  @Test
  void alertsOnEveryCriticalRuleOfATakeover() {
    monitor.receive(BEGIN, records.signInWithoutMfa(BEGIN, NEW));
    call(240, "iam", "CreateAccessKey");
    Instant time = BEGIN.plusSeconds(360);
    monitor.receive(time, records.removedMfa(time, NEW));
    monitor.receive(time.plusSeconds(60), records.stoppedLogging(time.plusSeconds(60), NEW));
    call(480, "iam", "CreateAccessKey");

    assertThat(rules(monitor.alerts()))
        .containsExactly(
            "root.sign-in.without-mfa",
            "root.access-key.created",
            "root.mfa.removed",
            "root.logging.off");
    assertThat(monitor.alerts().stream().map(it -> it.reason().orElseThrow()))
        .containsExactly(
            NotificationReason.FIRST,
            NotificationReason.RULE,
            NotificationReason.RULE,
            NotificationReason.RULE);
    AttackTable.row(
        "M-A1", "five CRITICAL acts of four rules within 8 minutes", "2 alerts", "4 alerts");
  }

  @Test
  void alertsOnALaterSignInAfterAnEventFromTheFuture() {
    Instant far = Instant.parse("2099-01-01T00:00:00Z");
    monitor.receive(BEGIN, records.signInWithoutMfa(far, HOME));
    assertThat(monitor.alerts().get(0).alert().notes())
        .anyMatch(it -> it.contains("2099-01-01 00:00:00 UTC, is in the future"));

    Instant month = BEGIN.plus(Duration.ofDays(30));
    Instant year = BEGIN.plus(Duration.ofDays(300));
    ProcessingResult inAMonth = monitor.receive(month, records.signInWithoutMfa(month, HOME));
    ProcessingResult inAYear = monitor.receive(year, records.signInWithoutMfa(year, HOME));

    assertThat(inAMonth.reason()).contains(NotificationReason.FIRST);
    assertThat(inAYear.reason()).contains(NotificationReason.FIRST);
    // What is known of root follows the grouped time too.
    assertThat(monitor.store().history(Records.ACCOUNT).lastSeen()).contains(year);
    AttackTable.row(
        "F13",
        "an event of the year 2099, then sign-ins without MFA on day 30 and day 300",
        "no alert for either",
        "an alert for each; the first alert says that its time is in the future");
  }

  @Test
  void alertsOnLateEventsFromBeforeAnOpenIncident() {
    monitor.receive(BEGIN, records.signInWithoutMfa(BEGIN, HOME));
    Instant month = BEGIN.minus(Duration.ofDays(30));
    Instant days = BEGIN.minus(Duration.ofDays(6));

    ProcessingResult signIn =
        monitor.receive(BEGIN.plusSeconds(60), records.signInWithoutMfa(month, HOME));
    ProcessingResult policy =
        monitor.receive(BEGIN.plusSeconds(120), records.attachedPolicy(days, HOME));
    ProcessingResult user =
        monitor.receive(
            BEGIN.plusSeconds(180), records.call(days.plusSeconds(5), HOME, "iam", "CreateUser"));
    ProcessingResult recent =
        monitor.receive(
            BEGIN.plusSeconds(240),
            records.signInWithoutMfa(BEGIN.minus(Duration.ofMinutes(20)), HOME));

    assertThat(List.of(signIn.reason(), policy.reason(), user.reason()))
        .containsOnly(java.util.Optional.of(NotificationReason.LATE));
    assertThat(recent.reason()).isEmpty();
    AttackTable.row(
        "F13b",
        "events of 30 days and 6 days ago arrive while an incident is open",
        "no alert for any",
        "an alert for each");
  }

  @Test
  void limitsTheAlertsAboutLateEventsOfADay() {
    monitor.receive(BEGIN, records.signInWithoutMfa(BEGIN, HOME));
    Instant days = BEGIN.minus(Duration.ofDays(6));
    int before = monitor.alerts().size();
    for (int i = 0; i < 200; i++) {
      Instant time = days.plusSeconds(60L * i);
      monitor.receive(BEGIN.plusSeconds(i), records.attachedPolicy(time, HOME));
    }

    assertThat(monitor.alerts().size() - before).isBetween(1, 6);
  }

  @Test
  void limitsTheAlertsAboutLateEventsOfAnAccountWithManyAlerts() {
    Instant time = BEGIN;
    for (int i = 0; i < 20; i++) {
      time = time.plus(Duration.ofDays(2));
      monitor.receive(time, records.signInWithoutMfa(time, HOME));
    }
    int before = monitor.alerts().size();
    for (int i = 0; i < 200; i++) {
      Instant late = BEGIN.minus(Duration.ofDays(i));
      monitor.receive(time.plusSeconds(i), records.attachedPolicy(late, HOME));
    }

    assertThat(before).isGreaterThanOrEqualTo(16);
    assertThat(monitor.alerts().size() - before).isBetween(1, 8);
  }

  @Test
  void closesAnIncidentADayAfterItOpenedAndNamesItInTheNext() {
    Instant time = BEGIN;
    while (time.isBefore(BEGIN.plus(Duration.ofHours(25)))) {
      monitor.receive(time, records.signInWithMfa(time, HOME));
      time = time.plus(NOISE);
    }

    assertThat(monitor.reports()).hasSize(1);
    List<Sent> first =
        monitor.alerts().stream()
            .filter(it -> it.reason().equals(java.util.Optional.of(NotificationReason.FIRST)))
            .toList();
    assertThat(first).hasSize(2);
    assertThat(first.get(1).at()).isBetween(BEGIN.plusSeconds(86_400), BEGIN.plusSeconds(88_200));
    String previous = first.get(0).alert().incident().orElseThrow().incident();
    assertThat(first.get(1).alert().incident().orElseThrow().previous()).contains(previous);
    assertThat(first.get(1).alert().footer()).contains("Previous incident " + previous);
  }

  @Test
  void failuresAndDeniedCallsDoNotKeepAnIncidentOpen() {
    monitor.receive(BEGIN, records.signInWithMfa(BEGIN, HOME));
    for (int minute = 5; minute < 30; minute += 5) {
      Instant time = BEGIN.plus(Duration.ofMinutes(minute));
      monitor.receive(time, records.failedSignIn(time, HOME));
      monitor.receive(time, records.denied(time, HOME, "ec2", "RunInstances"));
      monitor.receive(time, records.denied(time, HOME, "cloudtrail", "StopLogging"));
    }
    monitor.advanceTo(BEGIN.plus(Duration.ofMinutes(31)));

    assertThat(monitor.reports()).hasSize(1);
  }

  private ProcessingResult call(int second, String service, String name) {
    Instant time = BEGIN.plusSeconds(second);
    return monitor.receive(time, records.call(time, HOME, service, name));
  }

  /** A sign-in without MFA, a key, MFA removed, a policy; what was alerted. */
  private List<Sent> takeover(Instant from, String address) {
    int before = monitor.alerts().size();
    monitor.receive(from, records.signInWithoutMfa(from, address));
    Instant next = from.plusSeconds(60);
    monitor.receive(next, records.call(next, address, "iam", "CreateAccessKey"));
    next = from.plusSeconds(120);
    monitor.receive(next, records.removedMfa(next, address));
    next = from.plusSeconds(180);
    monitor.receive(next, records.attachedPolicy(next, address));
    return monitor.alerts().subList(before, monitor.alerts().size());
  }

  private static List<String> rules(List<Sent> alerts) {
    return alerts.stream().map(Sent::rule).toList();
  }
}
