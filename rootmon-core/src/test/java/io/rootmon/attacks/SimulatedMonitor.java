package io.rootmon.attacks;

import io.rootmon.ProcessingResult;
import io.rootmon.RootMonitor;
import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.Finding;
import io.rootmon.route.Routes;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** A monitor with one channel, the default routes, and timers that fire on a clock of its own. */
final class SimulatedMonitor {
  /** Nothing in here waits. */
  static final Duration TIME_LEFT = Duration.ofMinutes(1);

  /** What the channel received. */
  record Sent(Instant at, Alert alert) {
    Optional<NotificationReason> reason() {
      return alert.incident().flatMap(IncidentRef::reason);
    }

    String rule() {
      return alert.finding().map(Finding::ruleId).orElse("");
    }
  }

  private record Timer(String account, String incident, TimerPurpose duty, Instant due) {}

  private final List<Sent> sent = new ArrayList<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));
  private final MemoryStore store = new MemoryStore(() -> now());
  private final RootMonitor monitor;
  private boolean losesTimers;
  private Instant now;

  SimulatedMonitor(Instant begin) {
    this(begin, GroupingPolicy.STANDARD, new Routes(Routes.toAll(Set.of("pager")).routes()));
  }

  SimulatedMonitor(Instant begin, GroupingPolicy rules, Routes routes) {
    this.now = begin;
    Channel channel =
        new RecordingChannel("pager", (alert, deadline) -> sent.add(new Sent(now, alert)));
    this.monitor =
        RootMonitor.builder()
            .routes(routes)
            .grouping(rules)
            .timers(
                (account, incident, duty, delay) -> {
                  if (!losesTimers) {
                    timers.add(new Timer(account, incident, duty, now.plus(delay)));
                  }
                })
            .store(store)
            .channels(List.of(channel))
            .clock(this::now)
            .build();
  }

  private Instant now() {
    return now;
  }

  RootMonitor monitor() {
    return monitor;
  }

  MemoryStore store() {
    return store;
  }

  void loseTimers(boolean lose) {
    losesTimers = lose;
    if (lose) {
      timers.clear();
    }
  }

  /** Lets the time pass; timers fire when they are due. */
  void advanceTo(Instant time) {
    while (!timers.isEmpty() && !timers.peek().due().isAfter(time)) {
      Timer timer = timers.remove();
      now = timer.due().isAfter(now) ? timer.due() : now;
      monitor.onTimer(timer.account(), timer.incident(), timer.duty(), Deadline.in(TIME_LEFT));
    }
    now = time.isAfter(now) ? time : now;
  }

  /** A record arrives when it happens. */
  ProcessingResult receive(Instant time, String record) {
    advanceTo(time);
    return monitor.process(judge(record), Deadline.in(TIME_LEFT));
  }

  Finding judge(String record) {
    try {
      CloudTrailEvent event = new CloudTrailReader().events(record).get(0);
      return monitor.judge(event).orElseThrow();
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }

  /** All that the channel received. */
  List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** All but the reports on closed incidents. */
  List<Sent> alerts() {
    return sent.stream().filter(it -> !it.alert().isReport()).toList();
  }

  List<Sent> reports() {
    return sent.stream().filter(it -> it.alert().isReport()).toList();
  }
}
