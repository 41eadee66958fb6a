package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Severity;
import io.rootmon.route.Routes;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An incident from its first alert to its report. */
class IncidentCloserTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String ACCOUNT = "111122223333";

  private record Timer(String account, String incident, Duration delay) {}

  private boolean down;
  private Instant now = TakeoverScenario.BEGIN.plusSeconds(90);
  private final List<Timer> timers = new ArrayList<>();
  private final RecordingChannel mail =
      new RecordingChannel(
          "mail",
          (alert, deadline) -> {
            if (down) {
              throw DeliveryException.rejected("address rejected", null);
            }
          });
  private final SharedStateStore store = new MemoryStore(() -> now);
  private final RootMonitor monitor = monitor(store);

  @Test
  void anIncidentRunsFromItsFirstAlertToItsReport() {
    List<String> records = TakeoverScenario.of(ACCOUNT);
    now = TakeoverScenario.BEGIN.plus(Duration.ofMinutes(20));
    records.forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));
    String incident = mail.alerts().get(0).incident().orElseThrow().incident();

    assertThat(mail.alerts()).hasSize(7);
    assertThat(mail.alerts().stream().map(Alert::thread))
        .containsOnly(mail.alerts().get(0).thread());
    assertThat(timers).containsExactly(new Timer(ACCOUNT, incident, Duration.ofMinutes(15)));

    now = now.plus(Duration.ofMinutes(15));
    assertThat(
            monitor
                .onTimer(ACCOUNT, incident, TimerPurpose.CLOSING, Deadline.in(TIMEOUT))
                .report()
                .deliveries())
        .isEmpty();
    assertThat(timers).hasSize(2);

    now = now.plus(Duration.ofMinutes(15));
    ProcessingResult closed =
        monitor.onTimer(ACCOUNT, incident, TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    assertThat(closed.action()).isEqualTo(IncidentAction.CLOSE);
    assertThat(closed.isDone()).isTrue();
    Alert report = mail.alerts().get(7);
    assertThat(report.headline())
        .isEqualTo("Closed: 300 root events in 111122223333 over 20 minutes (worst: CRITICAL)");
    assertThat(report.thread()).isEqualTo(mail.alerts().get(0).thread());
    assertThat(report.facts().stream().map(it -> it.label() + ": " + it.value()))
        .contains(
            "Events: 4 CRITICAL, 290 HIGH, 6 MEDIUM",
            "From: 198.51.100.7 since 02:00:00 (296), 192.0.2.10 since 02:06:40 (4)");
    assertThat(report.report().orElseThrow().sections().get(0).lines())
        .containsExactly(
            "CRITICAL: Root signed in without MFA (02:00:28 UTC)",
            "CRITICAL: Root removed its MFA device (02:00:32 UTC)",
            "CRITICAL: Root created a root access key (02:00:36 UTC)",
            "CRITICAL: Root stopped a CloudTrail trail (02:00:40 UTC)",
            "HIGH: Failed root sign-in, 7 times (02:00:00 to 02:00:24 UTC)",
            "HIGH: Root created an IAM user, 40 times (02:00:44 to 02:05:56 UTC)",
            "HIGH: Root granted permissions to a user, 40 times (02:00:48 to 02:06:00 UTC)",
            "HIGH: Root started EC2 instances, 209 times in 5 regions (02:06:04 to 02:19:56 UTC)");
    assertThat(report.keyFields()).hasSize(39);
  }

  @Test
  void aDuplicateTimerReportsOnce() {
    monitor.process(
        TakeoverScenario.judged(TakeoverScenario.of(ACCOUNT).get(9)), Deadline.in(TIMEOUT));
    String incident = timers.get(0).incident();
    now = now.plus(Duration.ofHours(1));

    monitor.onTimer(ACCOUNT, incident, TimerPurpose.CLOSING, Deadline.in(TIMEOUT));
    ProcessingResult again =
        monitor.onTimer(ACCOUNT, incident, TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    assertThat(mail.alerts()).hasSize(2);
    assertThat(again.isDone()).isTrue();
    assertThat(timers).hasSize(1);
  }

  @Test
  void theNextEventClosesAnIncidentWithALostTimer() {
    List<String> records = TakeoverScenario.of(ACCOUNT);
    monitor.process(TakeoverScenario.judged(records.get(9)), Deadline.in(TIMEOUT));
    now = now.plus(Duration.ofDays(100));

    ProcessingResult next =
        monitor.process(
            TakeoverScenario.judged(records.get(8).replace("2026-03-14T02:", "2026-06-22T02:")),
            Deadline.in(TIMEOUT));

    assertThat(next.action()).isEqualTo(IncidentAction.OPEN);
    assertThat(mail.alerts().stream().map(Alert::severity))
        .containsExactly(Severity.CRITICAL, Severity.CRITICAL, Severity.LOW);
    assertThat(mail.alerts().get(1).reasons()).contains("first root activity in 99 days");
    assertThat(mail.alerts().get(1).thread()).isNotEqualTo(mail.alerts().get(0).thread());
    assertThat(mail.alerts().get(2).thread()).isEqualTo(mail.alerts().get(0).thread());
  }

  @Test
  void aReportThatDidNotArriveIsTriedAgainByATimer() {
    List<String> records = TakeoverScenario.of(ACCOUNT);
    monitor.process(TakeoverScenario.judged(records.get(9)), Deadline.in(TIMEOUT));
    String first = timers.get(0).incident();
    now = now.plus(Duration.ofDays(1));
    down = true;
    monitor.process(
        TakeoverScenario.judged(records.get(8).replace("2026-03-14T02:", "2026-03-15T02:")),
        Deadline.in(TIMEOUT));
    down = false;

    assertThat(timers).contains(new Timer(ACCOUNT, first, Duration.ofMinutes(1)));
    assertThat(monitor.onTimer(ACCOUNT, first, TimerPurpose.CLOSING, Deadline.in(TIMEOUT)).isDone())
        .isTrue();
    assertThat(mail.alerts().stream().filter(Alert::isReport)).hasSize(1);
  }

  @Test
  void checksAnOpenIncidentAgain() {
    ProcessingResult outcome =
        monitor(new UnavailableStore())
            .onTimer(ACCOUNT, "some", TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    assertThat(outcome.isDone()).isFalse();
    assertThat(outcome.problems())
        .containsExactly("not known whether some is closed: the store is down");
  }

  @Test
  void aTimerOfAnUnknownIncidentIsDone() {
    assertThat(
            monitor.onTimer(ACCOUNT, "some", TimerPurpose.CLOSING, Deadline.in(TIMEOUT)).isDone())
        .isTrue();
    assertThat(mail.alerts()).isEmpty();
  }

  private RootMonitor monitor(SharedStateStore of) {
    Set<String> names = Set.of("mail");
    return RootMonitor.builder()
        .routes(Routes.toAll(names))
        .timers((account, incident, duty, delay) -> timers.add(new Timer(account, incident, delay)))
        .store(of)
        .channels(List.of(mail))
        .clock(() -> now)
        .build();
  }
}
