package io.rootmon.attacks;

import io.rootmon.MonitorFixtures;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.route.Routes;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A monitor with one channel for MEDIUM and above, on a clock of the test's own. */
final class RecordedAlerts implements Channel {
  record Timer(String account, String id, TimerPurpose duty, Duration delay) {}

  static final Duration TIME_LEFT = Duration.ofSeconds(20);

  final List<Alert> alerts = new ArrayList<>();
  final List<Timer> timers = new ArrayList<>();
  Instant now = RootRecords.BEGIN;
  boolean timersFail;
  private final SharedStateStore store;

  RecordedAlerts() {
    this.store = new MemoryStore(() -> now);
  }

  RecordedAlerts(SharedStateStore store) {
    this.store = store;
  }

  /** Another worker with the same store each time: nothing is kept in its memory. */
  RootMonitor monitor() {
    Dispatcher dispatcher = new Dispatcher(List.of(this), store, () -> now);
    return MonitorFixtures.builder(dispatcher)
        .routes(Routes.toAll(Set.of(name())))
        .timers(this::wake)
        .store(store)
        .clock(() -> now)
        .build();
  }

  List<String> take(CloudTrailEvent event) {
    now = event.time().isAfter(now) ? event.time() : now;
    RootMonitor monitor = monitor();
    return monitor.process(monitor.judge(event).orElseThrow(), Deadline.in(TIME_LEFT)).problems();
  }

  private void wake(String account, String id, TimerPurpose duty, Duration delay)
      throws IOException {
    if (timersFail) {
      throw new IOException("no queue");
    }
    timers.add(new Timer(account, id, duty, delay));
  }

  /** Advances the clock and fires every timer of this purpose. */
  void fireTimers(TimerPurpose duty, Duration after) {
    now = now.plus(after);
    List<Timer> due = timers.stream().filter(it -> it.duty() == duty).toList();
    timers.removeAll(due);
    due.forEach(it -> monitor().onTimer(it.account(), it.id(), duty, Deadline.in(TIME_LEFT)));
  }

  @Override
  public String name() {
    return "page";
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) {
    alerts.add(alert);
    return new Receipt("kept");
  }
}
