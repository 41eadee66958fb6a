package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeSlack;
import io.rootmon.channel.FakeSlack.Message;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.Incident;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import io.rootmon.secret.SecretSource;
import io.rootmon.state.FailingStore;
import io.rootmon.state.UnavailableStore;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Digests in the thread of an open incident. */
class ThreadDigestSenderTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String ACCOUNT = "111122223333";
  private static final List<String> RECORDS = TakeoverScenario.of(ACCOUNT);

  private Instant now = TakeoverScenario.BEGIN.plusSeconds(90);
  private final List<TimerPurpose> timers = new ArrayList<>();
  private final FakeSlack slack = new FakeSlack(() -> now);
  private final MemoryStore store = new MemoryStore(() -> now);
  private final RootMonitor monitor = monitor(store);

  ThreadDigestSenderTest() throws Exception {}

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void appendedEventsAreOneReplyAMinuteLater() {
    process(11, 17);
    assertThat(slack.messages()).hasSize(1);
    assertThat(timers).containsExactly(TimerPurpose.CLOSING, TimerPurpose.NEWS);

    threadOf(MINUTE);

    assertThat(withoutBroadcast()).hasSize(1);
    assertThat(withoutBroadcast().get(0).text())
        .contains("5 more root events in 111122223333")
        .contains("Root granted permissions to a user × 3, Root created an IAM user × 2");
    assertThat(incident().handling().digest()).isEmpty();
    assertThat(timers).hasSize(2);
  }

  @Test
  void theParentMessageShowsTheStatus() {
    process(11, 17);
    threadOf(MINUTE);

    Message head = slack.parentMessages().findFirst().orElseThrow();
    assertThat(head.text()).contains("🔴 Open · HIGH").contains("created an IAM user");

    now = now.plus(Duration.ofHours(1));
    monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    assertThat(slack.parentMessages()).hasSize(1);
    assertThat(slack.parentMessages().findFirst().orElseThrow().text())
        .contains("✅ Closed · HIGH", "6 events in 20 seconds");
    assertThat(withoutBroadcast()).hasSize(2);
    assertThat(withoutBroadcast().get(1).text()).contains("Closed: 6 root events");
  }

  @Test
  void anEscalationIsBroadcastAndUpdatesTheParentMessage() {
    process(0, 5);

    assertThat(slack.messages()).hasSize(2);
    Message loud = slack.messages().get(1);
    assertThat(loud.broadcast()).isTrue();
    assertThat(loud.text()).startsWith("HIGH: ").contains("5 failed sign-ins within 15 minutes");
    assertThat(slack.messages().get(0).text()).contains("🔴 Open · HIGH");
  }

  @Test
  void aDuplicateOrEarlyTimerSendsNothing() {
    process(11, 17);
    String incident = incident().id();

    assertThat(monitor.onTimer(ACCOUNT, incident, TimerPurpose.NEWS, Deadline.in(TIMEOUT)).isDone())
        .isTrue();
    assertThat(withoutBroadcast()).isEmpty();
    threadOf(MINUTE);
    threadOf(Duration.ZERO);
    process(17, 19);
    threadOf(Duration.ofSeconds(30));

    assertThat(withoutBroadcast()).hasSize(1);
    assertThat(timers).containsExactly(TimerPurpose.CLOSING, TimerPurpose.NEWS, TimerPurpose.NEWS);
  }

  @Test
  void sendsAppendedEventsAMinuteLater() {
    process(11, 17);
    // Another worker started the same digest and died. The range that it stored does not change.
    now = now.plus(MINUTE);
    String id = incident().id();
    store.change(
        ACCOUNT,
        it -> {
          Incident incident = it.incident().orElseThrow();
          var digest = incident.handling().digest().orElseThrow().upTo(4);
          return it.with(incident.with(incident.handling().with(digest)));
        });

    monitor.onTimer(ACCOUNT, id, TimerPurpose.NEWS, Deadline.in(TIMEOUT));
    assertThat(withoutBroadcast()).hasSize(1);
    assertThat(withoutBroadcast().get(0).text()).contains("3 more root events");
    assertThat(timers).containsExactly(TimerPurpose.CLOSING, TimerPurpose.NEWS, TimerPurpose.NEWS);

    threadOf(MINUTE);
    assertThat(withoutBroadcast()).hasSize(2);
    assertThat(withoutBroadcast().get(1).text()).contains("2 more root events");
  }

  @Test
  void doesNotRepeatAnUnrecordedAlert() {
    process(11, 17);
    now = now.plus(MINUTE);
    SharedStateStore dying = FailingStore.atChange(2, store);
    ProcessingResult crashed =
        monitor(dying).onTimer(ACCOUNT, incident().id(), TimerPurpose.NEWS, Deadline.in(TIMEOUT));
    assertThat(crashed.isDone()).isFalse();
    assertThat(withoutBroadcast()).hasSize(1);
    process(17, 19);

    ProcessingResult again =
        monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.NEWS, Deadline.in(TIMEOUT));

    assertThat(again.isDone()).isTrue();
    assertThat(withoutBroadcast()).hasSize(1);
    threadOf(MINUTE);
    assertThat(withoutBroadcast()).hasSize(2);
    assertThat(withoutBroadcast().get(1).text()).contains("2 more root events");
  }

  @Test
  void theNextEventReplacesALostTimer() {
    process(11, 14);
    now = now.plus(Duration.ofMinutes(3)).plusSeconds(1);
    process(14, 15);

    assertThat(timers).containsExactly(TimerPurpose.CLOSING, TimerPurpose.NEWS, TimerPurpose.NEWS);
    threadOf(MINUTE);
    assertThat(withoutBroadcast().get(0).text()).contains("3 more root events");
  }

  @Test
  void aClosedIncidentSendsOnlyItsReport() {
    process(11, 17);
    now = now.plus(Duration.ofHours(1));
    String id = incident().id();
    monitor.onTimer(ACCOUNT, id, TimerPurpose.CLOSING, Deadline.in(TIMEOUT));

    ProcessingResult late = monitor.onTimer(ACCOUNT, id, TimerPurpose.NEWS, Deadline.in(TIMEOUT));

    assertThat(late.isDone()).isTrue();
    assertThat(withoutBroadcast()).hasSize(1);
  }

  @Test
  void digestsOmitEventsOfServices() {
    process(9, 10);
    String byService =
        RECORDS.get(250).replace("\"type\":", "\"invokedBy\":\"AWS Internal\",\"type\":");
    monitor.process(TakeoverScenario.judged(byService), Deadline.in(TIMEOUT));

    assertThat(incident().handling().digest()).isEmpty();
    assertThat(timers).containsExactly(TimerPurpose.CLOSING);
  }

  @Test
  void aRejectedParentUpdateIsOnlyAProblem() {
    slack.rejectUpdates("edit_window_closed");
    process(11, 17);
    now = now.plus(MINUTE);

    ProcessingResult outcome =
        monitor.onTimer(ACCOUNT, incident().id(), TimerPurpose.NEWS, Deadline.in(TIMEOUT));

    assertThat(outcome.isDone()).isTrue();
    assertThat(outcome.problems())
        .containsExactly(
            "parent message not current in slack: Slack: edit_window_closed; let messages be edited"
                + " for longer");
    assertThat(withoutBroadcast()).hasSize(1);
  }

  @Test
  void anIncidentWithoutItsParentMessageContinuesInTheChannel() {
    process(11, 17);
    slack.delete(slack.messages().get(0));
    threadOf(MINUTE);

    assertThat(slack.parentMessages()).hasSize(2);
    assertThat(slack.messages().get(1).text()).contains("5 more root events");
  }

  @Test
  void parsesUnknownValuesInFull() {
    ProcessingResult outcome =
        monitor(new UnavailableStore())
            .onTimer(ACCOUNT, "some", TimerPurpose.NEWS, Deadline.in(TIMEOUT));

    assertThat(outcome.isDone()).isFalse();
    assertThat(monitor(new UnavailableStore()).refresh(ACCOUNT, "some", Deadline.in(TIMEOUT)))
        .containsExactly("the status of some is not known: the store is down");
  }

  @Test
  void updatesTheParentMessageAfterEachResponse() {
    process(11, 17);

    assertThat(monitor.refresh(ACCOUNT, incident().id(), Deadline.in(TIMEOUT))).isEmpty();
    assertThat(slack.messages().get(0).text()).contains("🔴 Open · HIGH");
    assertThat(monitor.refresh(ACCOUNT, "another", Deadline.in(TIMEOUT))).isEmpty();
  }

  /** Regression: the worst event was searched among the first 1,000 events of an incident. */
  @Test
  void updatesTheParentMessageOfAChannelThatWasNotifiedAfterAThousandEvents() {
    RootMonitor late = monitor(store, Severity.CRITICAL);
    String user = RECORDS.get(11);
    for (int number = 0; number < 1_005; number++) {
      late.process(
          TakeoverScenario.judged(user.replaceFirst("CreateUser-0011", "CreateUser-" + number)),
          Deadline.in(TIMEOUT));
    }
    assertThat(slack.messages()).isEmpty();
    late.process(TakeoverScenario.judged(RECORDS.get(10)), Deadline.in(TIMEOUT));
    assertThat(slack.parentMessages()).hasSize(1);

    assertThat(late.refresh(ACCOUNT, incident().id(), Deadline.in(TIMEOUT))).isEmpty();

    assertThat(incident().handling().worstEvent()).contains(1_006L);
    assertThat(slack.messages().get(0).text()).contains("🔴 Open · CRITICAL").contains("stopped");
  }

  private void process(int from, int to) {
    RECORDS
        .subList(from, to)
        .forEach(it -> monitor.process(TakeoverScenario.judged(it), Deadline.in(TIMEOUT)));
  }

  private void threadOf(Duration time) {
    now = now.plus(time);
    assertThat(
            monitor
                .onTimer(ACCOUNT, incident().id(), TimerPurpose.NEWS, Deadline.in(TIMEOUT))
                .isDone())
        .isTrue();
  }

  private Incident incident() {
    return store.history(ACCOUNT).incident().orElseThrow();
  }

  private List<Message> withoutBroadcast() {
    return slack.messages().stream().filter(Message::isQuiet).toList();
  }

  private RootMonitor monitor(SharedStateStore of) {
    return monitor(of, Severity.MEDIUM);
  }

  private RootMonitor monitor(SharedStateStore of, Severity minimum) {
    SlackSettings settings =
        new SlackSettings.Bot("slack", SecretSource.literal("xoxb-not-a-token"), FakeSlack.CHANNEL);
    SlackChannel channel = new SlackChannel(settings, Templates.builtIn(), slack.api());
    return MonitorFixtures.builder(
            new Dispatcher(
                List.of(channel, new RecordingChannel("mail")), of, () -> now, wait -> {}))
        .routes(
            new Routes(
                List.of(
                    new Route(Set.of(), minimum, Set.of(), Set.of("slack")),
                    new Route(Set.of(), Severity.MEDIUM, Set.of(), Set.of("mail")))))
        .timers((account, incident, duty, delay) -> timers.add(duty))
        .store(of)
        .clock(() -> now)
        .build();
  }
}
