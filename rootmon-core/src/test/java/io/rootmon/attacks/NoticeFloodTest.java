package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.control.ControlMessageParser;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.judge.Severity;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member account sends more notices than anyone can read. */
class NoticeFloodTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int FLOOD = 1_000;

  private record Timer(String account, String id, TimerPurpose duty, Instant due) {}

  private final RecordingChannel pager = new RecordingChannel("pager");
  private final Deque<Timer> timers = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-03-14T02:20:00Z");

  private RootMonitor monitor(SharedStateStore store) {
    return Monitors.of(
        pager,
        store,
        (account, id, duty, delay) -> timers.add(new Timer(account, id, duty, now.plus(delay))),
        () -> now);
  }

  private static MalformedEventException unreadable(String account, int number) {
    String record =
        Monitors.record(account, "event-" + number)
            .replace("\"eventVersion\"", "\"number\":" + "9".repeat(500) + ",\"eventVersion\"");
    return Monitors.malformed(record).get(0);
  }

  private void fireTimers(RootMonitor monitor) {
    for (Timer timer : List.copyOf(timers)) {
      if (!timer.due().isAfter(now) && timers.remove(timer)) {
        monitor.onTimer(timer.account(), timer.id(), timer.duty(), Deadline.in(TIMEOUT));
      }
    }
  }

  @Test
  void unreadableRecordsOfAnAccountAreAlertedOnceAnHourWithTheirCount() {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    // 1,000 records in 150 minutes, each received twice.
    for (int i = 0; i < FLOOD; i++) {
      MalformedEventException problem = unreadable("111122223333", i);
      monitor.process(problem, Deadline.in(TIMEOUT));
      now = now.plusSeconds(9);
      fireTimers(monitor);
      monitor.process(problem, Deadline.in(TIMEOUT));
    }
    now = now.plus(Duration.ofHours(1));
    fireTimers(monitor);
    now = now.plus(Duration.ofHours(1));
    fireTimers(monitor);

    AttackTable.row(
        "F9",
        "1,000 root events that cannot be read, in 150 minutes",
        "1000 alerts",
        pager.alerts().size() + " alerts");
    assertThat(pager.headlines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("A message could not be parsed as an event");
    assertThat(pager.headlines().subList(1, 4)).allMatch(it -> it.contains("more messages"));
    assertThat(pager.alerts().stream().mapToLong(NoticeFloodTest::counted).sum() + 1)
        .as("every record is counted once")
        .isEqualTo(FLOOD);
    assertThat(pager.alerts()).allMatch(it -> it.severity() == Severity.HIGH);
  }

  private static long counted(io.rootmon.alert.Alert alert) {
    return alert.facts().stream()
        .filter(it -> it.label().equals("Count"))
        .mapToLong(it -> Long.parseLong(it.value().replace(",", "")))
        .sum();
  }

  @Test
  void withoutTimersTheNextAlertCountsThoseBeforeIt() {
    RootMonitor monitor = Monitors.of(pager, new MemoryStore(() -> now), () -> now);
    for (int i = 0; i < 58; i++) {
      monitor.process(unreadable("111122223333", i), Deadline.in(TIMEOUT));
    }
    now = now.plus(Duration.ofHours(1));
    ProcessingResult next = monitor.process(unreadable("111122223333", 58), Deadline.in(TIMEOUT));
    monitor.process(unreadable("111122223333", 58), Deadline.in(TIMEOUT));

    assertThat(next.action()).isEqualTo(IncidentAction.ALONE);
    assertThat(pager.alerts()).hasSize(2);
    assertThat(pager.alerts().get(1).notes())
        .containsExactly(
            "57 more of this kind since 2026-03-14 02:20:00 UTC were counted and not sent.");
  }

  @Test
  void alertsImmediatelyAfterAnInactiveHour() {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    monitor.process(unreadable("111122223333", 1), Deadline.in(TIMEOUT));
    now = now.plus(Duration.ofHours(1));
    fireTimers(monitor);
    now = now.plus(Duration.ofMinutes(10));
    monitor.process(unreadable("111122223333", 2), Deadline.in(TIMEOUT));

    assertThat(pager.headlines())
        .hasSize(2)
        .allMatch(it -> it.startsWith("A message could not be parsed as an event"));
  }

  @Test
  void firstAlertsAreSentPerAccountButRemainLimited() {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    for (int i = 0; i < FLOOD; i++) {
      monitor.process(unreadable("%012d".formatted(100_000_000_000L + i), i), Deadline.in(TIMEOUT));
    }

    AttackTable.row(
        "F9",
        "1,000 unreadable records that name 1,000 accounts, in one hour",
        "1000 alerts",
        pager.alerts().size() + " alerts");
    assertThat(pager.alerts()).hasSize(21);
  }

  @Test
  void aFloodStaysBoundedWhileTheStoreIsDown() {
    RootMonitor monitor = monitor(new UnavailableStore());
    for (int i = 0; i < FLOOD; i++) {
      assertThat(monitor.process(unreadable("111122223333", i), Deadline.in(TIMEOUT)).isDone())
          .isTrue();
    }

    assertThat(pager.alerts()).hasSize(1);
  }

  @Test
  void workersThatShareATableSendOneAlert() {
    DynamoDbLocal.createTable("notices");
    for (int i = 0; i < 5; i++) {
      SharedStateStore store =
          new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, "notices", () -> now);
      monitor(store).process(unreadable("111122223333", i), Deadline.in(TIMEOUT));
    }
    now = now.plus(Duration.ofHours(1));
    fireTimers(
        monitor(
            new DynamoDbStore(DynamoDbLocal.access(), DynamoDbLocal.REGION, "notices", () -> now)));

    assertThat(pager.headlines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("4 more messages could not be parsed as events since");
  }

  @Test
  void oneSpokesAlarmIsAlertedOnceAnHour() {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    for (int i = 0; i < 300; i++) {
      monitor.process(trouble(i % 2 == 0 ? "ALARM" : "OK", now), Deadline.in(TIMEOUT));
      now = now.plusSeconds(10);
    }
    now = now.plus(Duration.ofHours(1));
    fireTimers(monitor);

    AttackTable.row(
        "F9",
        "one spoke's alarm changes its state 300 times in 50 minutes",
        "150 HIGH alerts",
        pager.alerts().size() + " alerts, the second with the count");
    assertThat(pager.headlines())
        .containsExactly(
            "Root activity may be undetected in 111122223333, eu-west-1: more than 1,000 events"
                + " were not delivered",
            "The spoke alarm of 111122223333, eu-west-1, changed 299 more times since 2026-03-14"
                + " 02:20:00 UTC");
  }

  @Test
  void aNewProblemIsAlertedImmediatelyAfterAnAllClear() {
    RootMonitor monitor = monitor(new MemoryStore(() -> now));
    monitor.process(trouble("OK", now), Deadline.in(TIMEOUT));
    now = now.plusSeconds(60);
    monitor.process(trouble("ALARM", now), Deadline.in(TIMEOUT));
    now = now.plusSeconds(60);
    monitor.process(trouble("OK", now), Deadline.in(TIMEOUT));

    assertThat(pager.alerts())
        .extracting(it -> it.severity())
        .containsExactly(Severity.LOW, Severity.HIGH);
  }

  @Test
  void onlyTheSpokesOwnAlarmIsOne() {
    int signals = 0;
    for (int i = 0; i < FLOOD; i++) {
      ReadResult reading = alarm("rootmon-spoke-" + i, "ALARM", now);
      signals += reading instanceof ReadResult.ControlRecord ? 1 : 0;
      assertThat(reading)
          .isInstanceOfSatisfying(
              ReadResult.Skipped.class,
              it -> assertThat(it.reason()).isEqualTo(SkipReason.OTHER_EVENT));
    }
    for (String name :
        List.of(
            "rootmon-spoke-dead-letters-2",
            "rootmon-spoke-dead-letters ",
            "Rootmon-spoke-dead-letters",
            "rootmon-spoke")) {
      assertThat(alarm(name, "ALARM", now)).as(name).isInstanceOf(ReadResult.Skipped.class);
    }
    AttackTable.row(
        "F9",
        "1,000 alarms named rootmon-spoke-N in state ALARM",
        "1000 HIGH alerts",
        signals + " alerts");
  }

  private static SpokeAlarm trouble(String state, Instant time) {
    ReadResult.ControlRecord signalled =
        (ReadResult.ControlRecord) alarm("rootmon-spoke-dead-letters", state, time);
    try {
      return (SpokeAlarm) ControlMessageParser.parse(signalled);
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }

  private static ReadResult alarm(String name, String state, Instant time) {
    return Monitors.readings(
            """
            {"version":"0","id":"c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
             "detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch",
             "account":"111122223333","time":"%s","region":"eu-west-1",
             "resources":["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:%s"],
             "detail":{"alarmName":"%s","state":{"value":"%s",
             "reasonData":"{\\"version\\":\\"1.0\\",\\"recentDatapoints\\":[999999999.0]}"}}}
            """
                .formatted(time, name, name, state))
        .get(0);
  }
}
