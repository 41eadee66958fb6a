package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentAction;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Routes;
import io.rootmon.state.StateException;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** CRITICAL incidents without a response, on a clock of the test. */
class IncidentEscalatorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String ACCOUNT = "111122223333";
  private static final List<String> RECORDS = TakeoverScenario.of(ACCOUNT);

  /** A sign-in without MFA. */
  private static final Finding CRITICAL = TakeoverScenario.judged(RECORDS.get(7));

  private static final Finding FAILED = TakeoverScenario.judged(RECORDS.get(0));

  private record Timer(TimerPurpose duty, String incident, Duration delay) {}

  private boolean pagerIsDown;
  private Instant now = TakeoverScenario.BEGIN.plusSeconds(90);
  private final List<Timer> timers = new ArrayList<>();
  private final RecordingChannel chat = new RecordingChannel("chat");
  private final RecordingChannel pager =
      new RecordingChannel(
          "pager",
          (alert, deadline) -> {
            if (pagerIsDown) {
              throw DeliveryException.retryable("busy", null);
            }
          });
  private final SharedStateStore store = new MemoryStore(() -> now);
  private final RootMonitor monitor = monitor(store, 15);

  @Test
  void escalatesAnUnacknowledgedIncidentOnce() {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    assertThat(timers)
        .containsExactly(
            new Timer(TimerPurpose.CLOSING, incident().id(), Duration.ofMinutes(15)),
            new Timer(TimerPurpose.ESCALATION, incident().id(), Duration.ofMinutes(15)));

    later(15);
    assertThat(fireTimer().action()).isEqualTo(IncidentAction.ESCALATE);
    fireTimer();

    assertThat(toPager()).hasSize(1);
    Alert alert = toPager().get(0);
    assertThat(alert.headline())
        .isEqualTo(
            "No response in 111122223333 for 15 minutes: Root signed in without MFA from"
                + " 198.51.100.7");
    assertThat(alert.facts().stream().map(it -> it.label() + ": " + it.value()))
        .contains("MFA: Not used", "From: 198.51.100.7");
    assertThat(alert.links()).isNotEmpty();
    assertThat(alert.advice()).noneMatch(it -> it.contains("Slack")); // no channel has buttons
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.isReport()).isFalse();
    assertThat(alert.eventKey()).isEqualTo("escalation#" + incident().id());
    assertThat(alert.thread()).contains(incident().id());

    later(15);
    monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.CLOSING, Deadline.in(TIMEOUT));
    assertThat(toPager()).hasSize(2);
    assertThat(toPager().get(1).isReport()).isTrue();
    assertThat(toPager().get(1).facts().stream().map(it -> it.label() + ": " + it.value()))
        .contains("Response: escalated at 02:16:30 UTC");
  }

  @Test
  void anAcknowledgementPreventsTheEscalation() throws Exception {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    later(14);
    respond("ana", Action.ACKNOWLEDGED);
    later(1);

    assertThat(fireTimer().isDone()).isTrue();
    assertThat(toPager()).isEmpty();
  }

  @Test
  void aResponseThatComesTooLateIsWrittenDownAllTheSame() throws Exception {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    later(15);
    fireTimer();
    respond("ana", Action.INVESTIGATING);
    later(30);
    monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    respond("bo", Action.EXPECTED); // after the incident closed

    assertThat(toPager().get(1).facts().stream().map(it -> it.label() + ": " + it.value()))
        .contains(
            "Response: being investigated by ana in chat after 17 minutes; escalated at 02:16:30"
                + " UTC");
    assertThat(incident().isOpen()).isFalse();
    assertThat(incident().handling().responses().stream().map(Response::who))
        .containsExactly("ana", "bo");
  }

  @Test
  void anEarlyTimerIsRescheduled() {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    timers.clear();
    later(10);

    assertThat(fireTimer().isDone()).isTrue();
    assertThat(timers)
        .containsExactly(
            new Timer(TimerPurpose.ESCALATION, incident().id(), Duration.ofMinutes(5)));
    assertThat(chat.alerts()).hasSize(1);
    assertThat(pager.alerts()).isEmpty();
  }

  @Test
  void splitsALongWaitIntoTimers() {
    RootMonitor slow = monitor(store, 25);
    slow.process(CRITICAL, Deadline.in(TIMEOUT));
    timers.clear();
    later(15);

    slow.onTimer(ACCOUNT, incident().id(), TimerPurpose.ESCALATION, Deadline.in(TIMEOUT));

    assertThat(timers)
        .containsExactly(
            new Timer(TimerPurpose.ESCALATION, incident().id(), Duration.ofMinutes(10)));
  }

  @Test
  void theClosingTimerReplacesALostOne() {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    later(16);

    ProcessingResult outcome =
        monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    assertThat(outcome.isDone()).isTrue();
    assertThat(toPager()).hasSize(1);
    assertThat(toPager().get(0).headline())
        .startsWith("No response in 111122223333 for 16 minutes: ");
  }

  @Test
  void aClosedIncidentSendsNothing() {
    RootMonitor closing = monitor(store, 15);
    closing.process(CRITICAL, Deadline.in(TIMEOUT));
    store(it -> it.closedAt(now));
    later(15);

    assertThat(fireTimer().isDone()).isTrue();
    assertThat(toPager()).isEmpty();
  }

  @Test
  void escalationTimeStartsWhenTheIncidentBecomesCritical() {
    monitor.process(FAILED, Deadline.in(TIMEOUT));
    assertThat(timers).extracting(Timer::duty).containsExactly(TimerPurpose.CLOSING);
    later(10);

    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    assertThat(timers).extracting(Timer::duty).contains(TimerPurpose.ESCALATION);
    later(14);
    fireTimer();
    assertThat(toPager()).isEmpty();
    later(1);
    fireTimer();
    assertThat(toPager()).hasSize(1);
  }

  @Test
  void anUndeliveredAlertReturnsToTheQueue() {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    later(15);
    pagerIsDown = true;
    assertThat(fireTimer().isDone()).isFalse();
    timers.clear();
    monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.CLOSING, Deadline.in(TIMEOUT));
    assertThat(timers)
        .contains(new Timer(TimerPurpose.ESCALATION, incident().id(), Duration.ofMinutes(1)));

    pagerIsDown = false;
    assertThat(fireTimer().isDone()).isTrue();
    assertThat(toPager()).hasSize(1);
  }

  @Test
  void parsesUnknownValuesInFull() {
    ProcessingResult outcome =
        monitor(new UnavailableStore(), 15)
            .onTimer(ACCOUNT, "some", TimerPurpose.ESCALATION, Deadline.in(TIMEOUT));

    assertThat(outcome.isDone()).isFalse();
    assertThat(outcome.problems())
        .containsExactly("not known whether some has a response: the store is down");
  }

  @Test
  void recordsAResponseOnce() throws Exception {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    respond("ana", Action.ACKNOWLEDGED);
    later(1);
    respond("ana", Action.ACKNOWLEDGED);
    respond("ana", Action.EXPECTED);

    assertThat(incident().handling().responses().stream().map(Response::action))
        .containsExactly(Action.ACKNOWLEDGED, Action.EXPECTED);
  }

  @Test
  void anUnknownIncidentAcceptsNoResponse() throws Exception {
    monitor.process(CRITICAL, Deadline.in(TIMEOUT));
    Response response = new Response(now, "ana", Action.ACKNOWLEDGED, "chat");

    assertThat(monitor.respond(ACCOUNT, "another", response, Deadline.in(TIMEOUT))).isEmpty();
    assertThat(monitor.respond("444455556666", incident().id(), response, Deadline.in(TIMEOUT)))
        .isEmpty();
    assertThat(incident().handling().responses()).isEmpty();
  }

  private ProcessingResult fireTimer() {
    return monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.ESCALATION, Deadline.in(TIMEOUT));
  }

  private void respond(String who, Action action) throws StateException {
    Response response = new Response(now, who, action, "chat");
    assertThat(monitor.respond(ACCOUNT, incident().id(), response, Deadline.in(TIMEOUT)))
        .isPresent();
  }

  private Incident incident() {
    try {
      return store.incidents().history(ACCOUNT).incident().orElseThrow();
    } catch (StateException e) {
      throw new AssertionError(e);
    }
  }

  private void store(UnaryOperator<Incident> change) {
    try {
      store.incidents().change(ACCOUNT, it -> it.with(change.apply(it.incident().orElseThrow())));
    } catch (StateException e) {
      throw new AssertionError(e);
    }
  }

  private void later(int minutes) {
    now = now.plus(Duration.ofMinutes(minutes));
  }

  private List<Alert> toPager() {
    return pager.alerts();
  }

  private RootMonitor monitor(SharedStateStore of, int minutes) {
    List<Channel> channels = List.of(chat, pager);
    EscalationRoute escalation = new EscalationRoute(Duration.ofMinutes(minutes), Set.of("pager"));
    return MonitorFixtures.builder(new Dispatcher(channels, of, () -> now, duration -> {}))
        .routes(Routes.toAll(Set.of("chat")))
        .timers((account, incident, duty, delay) -> timers.add(new Timer(duty, incident, delay)))
        .escalation(Optional.of(escalation))
        .store(of)
        .clock(() -> now)
        .build();
  }
}
