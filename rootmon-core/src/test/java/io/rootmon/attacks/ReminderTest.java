package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.attacks.SimulatedMonitor.Sent;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A CRITICAL incident without a response is repeated daily. */
class ReminderTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration PAUSE = Duration.ofMinutes(29);
  private static final String HOME = "192.0.2.10";

  private final SimulatedMonitor monitor = new SimulatedMonitor(BEGIN);
  private final Records records = new Records();

  @Test
  void repeatsAnIncidentThatReachedItsMaximumTimeUntilItIsAcknowledged() throws Exception {
    Instant end = busyFor(Duration.ofHours(24).minus(PAUSE));
    monitor.advanceTo(end.plus(Duration.ofDays(3)));

    List<Sent> reminders = reminders();
    assertThat(reminders).hasSizeBetween(2, 3);
    assertThat(reminders.get(0).alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(reminders.get(0).alert().headline())
        .startsWith("No response in 111122223333 for 24 hours: ");
    assertThat(Duration.between(reminders.get(0).at(), reminders.get(1).at()))
        .isBetween(Duration.ofHours(24), Duration.ofHours(24).plusMinutes(15));

    String incident = reminders.get(0).alert().incident().orElseThrow().incident();
    Response response = new Response(end, "ana", Action.ACKNOWLEDGED, "pager");
    assertThat(
            monitor
                .monitor()
                .respond(
                    Records.ACCOUNT, incident, response, Deadline.in(SimulatedMonitor.TIME_LEFT)))
        .isPresent();
    monitor.advanceTo(end.plus(Duration.ofDays(10)));

    assertThat(reminders()).hasSize(reminders.size());
  }

  @Test
  void endsAfterAWeekOfRemindersAboutAClosedIncident() {
    Instant end = busyFor(Duration.ofHours(24).minus(PAUSE));
    monitor.advanceTo(end.plus(Duration.ofDays(30)));

    assertThat(reminders()).hasSize(7);
  }

  @Test
  void doesNotRepeatAnIncidentThatClosedByInactivity() {
    monitor.receive(BEGIN, records.signInWithoutMfa(BEGIN, HOME));
    monitor.advanceTo(BEGIN.plus(Duration.ofDays(5)));

    assertThat(reminders()).isEmpty();
    assertThat(monitor.reports()).hasSize(1);
  }

  @Test
  void carriesAnUnacknowledgedIncidentIntoTheNextOne() throws Exception {
    Instant end = busyFor(Duration.ofHours(26));
    String first = monitor.alerts().get(0).alert().incident().orElseThrow().incident();
    var handling = monitor.store().history(Records.ACCOUNT).incident().orElseThrow().handling();
    assertThat(handling.reminders().incident()).contains(first);
    assertThat(handling.unansweredSince()).contains(BEGIN);

    Response response = new Response(end, "ana", Action.ACKNOWLEDGED, "pager");
    assertThat(
            monitor
                .monitor()
                .respond(Records.ACCOUNT, first, response, Deadline.in(SimulatedMonitor.TIME_LEFT)))
        .isPresent();
    assertThat(
            monitor
                .store()
                .history(Records.ACCOUNT)
                .incident()
                .orElseThrow()
                .handling()
                .unansweredSince())
        .isEmpty();
  }

  @Test
  void sendsALostReminderAfterTheNextFinding() {
    Instant end = busyFor(Duration.ofHours(24).minus(PAUSE));
    monitor.loseTimers(true);
    monitor.advanceTo(end.plus(Duration.ofDays(2)));
    assertThat(reminders()).isEmpty();

    // The finding opens a new incident, reports on the old one and sets timers again.
    monitor.loseTimers(false);
    Instant next = end.plus(Duration.ofDays(2));
    monitor.receive(next, records.signInWithoutMfa(next, HOME));

    assertThat(monitor.alerts().get(monitor.alerts().size() - 1).reason())
        .contains(NotificationReason.FIRST);
    assertThat(monitor.reports()).hasSize(1);
  }

  /** A sign-in without MFA, and calls that keep its incident open; when the last one was. */
  private Instant busyFor(Duration duration) {
    monitor.receive(BEGIN, records.signInWithoutMfa(BEGIN, HOME));
    Instant time = BEGIN;
    while (time.isBefore(BEGIN.plus(duration))) {
      time = time.plus(PAUSE);
      monitor.receive(time, records.call(time, HOME, "ec2", "RunInstances"));
    }
    return time;
  }

  private List<Sent> reminders() {
    return monitor.alerts().stream()
        .filter(it -> it.reason().equals(Optional.of(NotificationReason.REMINDER)))
        .toList();
  }
}
